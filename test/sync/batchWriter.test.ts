import { BatchWriter, type Written } from '../../sync/batchWriter';
import type { UpsertRequest } from '../../sync/ports';

const readAt = '2026-03-02T12:00:00.0000000Z';

const change = (id: number) => ({
	customer: { id, name: 'Ann Tester' },
	contacts: [],
	readAt,
	event: 'created' as const,
	retry: false,
});

/** A database that answers when the story wants it to, and how. */
function world() {
	const calls: Array<{ ids: string[]; answer: () => void; fail: (failure: Error) => void }> = [];
	const told: Array<number | undefined> = [];
	let now = 0;
	const upsert = async ({ rows }: UpsertRequest) =>
		await new Promise<never>((done, fail) => {
			const counts = { created: rows.length };
			const answer = () => done({ rows: [], counts, remaining: null, run: null } as never);
			calls.push({ ids: rows.map(({ crm_id }) => crm_id), answer, fail });
		});
	const clock = { now: () => now, newId: () => 'id' };
	const writer = new BatchWriter<number>(
		{ contacts: { upsert }, clock, parsePhone: () => undefined } as never,
		{ workspaceId: '1', runId: 'run' as never },
		{ link: true, skipWithoutContactMethods: true, batchSize: 2 },
		async ({ mark }: Written<number>) => void told.push(mark),
	);
	return { writer, calls, told, pass: (ms: number) => (now += ms) };
}

const settled = async () => await new Promise(setImmediate);
const pair = (first: number) => [change(first), change(first + 1)];
const sent = ({ calls }: ReturnType<typeof world>) => calls.map(({ ids }) => ids.join());

it('sends a second batch while the first is under way, and no third one', async () => {
	const scene = world();
	void scene.writer.add([...pair(1), ...pair(3), ...pair(5)]);
	await settled();
	expect(sent(scene)).toEqual(['1,2', '3,4']);
	scene.calls[0]?.answer();
	await settled();
	expect(sent(scene)).toEqual(['1,2', '3,4', '5,6']);
});

it('never sends a customer twice at once: the later version comes later', async () => {
	const scene = world();
	void scene.writer.add([...pair(1), change(2), change(3)]);
	await settled();
	expect(sent(scene)).toEqual(['1,2']);
	scene.calls[0]?.answer();
	await settled();
	expect(sent(scene)).toEqual(['1,2', '2,3']);
});

it('reaches a mark once all before it are written, whichever is answered first', async () => {
	const scene = world();
	await scene.writer.add(pair(1), 1);
	await scene.writer.add(pair(3), 2);
	const [first, second] = scene.calls;
	second?.answer();
	await settled();
	expect(scene.told).toEqual([]);
	first?.answer();
	await scene.writer.flush();
	expect(scene.told).toEqual([1, 2]);
});

it('gives a slow database one batch at a time', async () => {
	const scene = world();
	await scene.writer.add(pair(1));
	scene.pass(5_000);
	scene.calls[0]?.answer();
	await settled();
	void scene.writer.add([...pair(3), ...pair(5)]);
	await settled();
	expect(sent(scene)).toEqual(['1,2', '3,4']);
});

it('fails only once nothing is under way any more, with what failed first', async () => {
	const scene = world();
	await scene.writer.add([...pair(1), ...pair(3)], 1);
	let failed: unknown;
	const flushed = scene.writer.flush().catch((failure: unknown) => (failed = failure));
	scene.calls[0]?.fail(new Error('away'));
	await settled();
	expect(failed).toBeUndefined();
	scene.calls[1]?.answer();
	await flushed;
	expect(failed).toEqual(new Error('away'));
	expect(scene.told).toEqual([]);
});
