import { RequestFailed, STATEMENT_TIMEOUT } from '../../core/failure';
import { runIncremental } from '../../sync/runIncremental';
import type { UpsertRequest } from '../../sync/ports';
import { interrupted, unavailable } from '../support/memory/memorySupabase';
import { begun, portsInMemory, runRequest, WORKSPACE } from '../support/world/portsInMemory';

const beginSync = () => begun(runIncremental);
type World = Awaited<ReturnType<typeof beginSync>>;

const people = ({ simulator }: Pick<World, 'simulator'>, count: number): string[] =>
	Array.from({ length: count }, (_, index) =>
		String(simulator.addCustomer({ name: `Person ${index}` }).id),
	);

/** Listens to what is written, and may stand in the way of it. */
function listenToWrites(
	{ ports }: World,
	hinder: (asked: UpsertRequest) => void = () => undefined,
) {
	const { upsert } = ports.contacts;
	const written: UpsertRequest[] = [];
	ports.contacts = {
		upsert: async (asked) => {
			hinder(asked);
			written.push(asked);
			return await upsert(asked);
		},
	};
	return written;
}

const lastRun = ({ supabase }: World) => supabase.runRows(WORKSPACE).at(-1);
const cursor = ({ supabase }: World) => supabase.state(WORKSPACE)?.last_modified_cursor;

describe('a run in one', () => {
	it('writes what changed, moves the cursor and says what it did', async () => {
		const world = await beginSync();
		const before = cursor(world);
		const ids = people(world, 120);
		world.pass(15);
		const summary = await runIncremental(world.ports, runRequest());
		expect(summary).toMatchObject({ status: 'completed', fetched: 120, created: 120, failed: 0 });
		expect(world.supabase.contactRows(WORKSPACE).map(({ crm_id }) => crm_id)).toEqual(ids);
		expect(lastRun(world)).toMatchObject({ status: 'completed', fetched: 120, source: 'sync' });
		expect(String(cursor(world)) > String(before)).toBe(true);
	});

	it('keeps whole what was asked for: linking, skipping, the consumer and no end by the way', async () => {
		const world = await beginSync();
		people(world, 1);
		world.pass(1);
		const written = listenToWrites(world);
		await runIncremental(world.ports, runRequest({ link: false, skipWithoutContactMethods: true }));
		expect(written).toEqual([
			expect.objectContaining({
				workspaceId: WORKSPACE,
				link: false,
				skipWithoutContactMethods: true,
				dryRun: false,
				finish: 'never',
				workflowId: null,
			}),
		]);
		expect(lastRun(world)).toMatchObject({ skipped: 1, mode: 'incremental' });
	});

	it('gathers batches of a thousand and writes what is left at the end', async () => {
		const world = await beginSync();
		const ids = people(world, 2_100);
		world.pass(15);
		const written = listenToWrites(world);
		await runIncremental(world.ports, runRequest({ pageSize: 500 }));
		expect(written.map(({ rows }) => rows.length)).toEqual([1000, 1000, 100]);
		const got = written.flatMap(({ rows }) => rows.map(({ crm_id }) => crm_id));
		expect(got).toEqual(ids);
	});

	it('has two batches under way at most', async () => {
		const world = await beginSync();
		people(world, 2_100);
		world.pass(15);
		let underWay = 0;
		let most = 0;
		const { upsert } = world.ports.contacts;
		world.ports.contacts = {
			upsert: async (asked) => {
				most = Math.max(most, ++underWay);
				await new Promise((resolve) => setImmediate(resolve));
				const answer = await upsert(asked);
				underWay--;
				return answer;
			},
		};
		await runIncremental(world.ports, runRequest({ pageSize: 500 }));
		expect(most).toBe(2);
	});

	it('halves a batch that is too slow for the database', async () => {
		const world = await beginSync();
		const ids = people(world, 40);
		world.pass(15);
		const written = listenToWrites(world, ({ rows }) => {
			if (rows.length > 20) {
				const detail = 'canceling statement';
				throw new RequestFailed('Supabase', {
					kind: 'unavailable',
					detail,
					code: STATEMENT_TIMEOUT,
				});
			}
		});
		expect(await runIncremental(world.ports, runRequest())).toMatchObject({ created: 40 });
		expect(written).toHaveLength(2);
		expect(world.supabase.contactRows(WORKSPACE)).toHaveLength(ids.length);
	});
});

describe('a run that fails', () => {
	it('in its first batch writes none but the one on its way, moves nothing and is recorded in words', async () => {
		const world = await beginSync();
		people(world, 2_100);
		world.pass(15);
		const before = cursor(world);
		let calls = 0;
		world.ports.contacts = {
			upsert: async () => {
				calls++;
				throw new RequestFailed('Supabase', { kind: 'unavailable', detail: 'away' });
			},
		};
		await expect(runIncremental(world.ports, runRequest({ pageSize: 500 }))).rejects.toThrow(
			'away',
		);
		expect(calls).toBe(2);
		expect(cursor(world)).toBe(before);
		expect(lastRun(world)).toMatchObject({
			status: 'failed',
			failure_kind: 'unavailable',
			failure: 'In words: RequestFailed: Supabase: away',
		});
	});

	it('in its last batch moves nothing', async () => {
		const world = await beginSync();
		people(world, 3);
		world.pass(15);
		const before = cursor(world);
		world.ports.contacts = { upsert: async () => await Promise.reject(interrupted()) };
		await expect(runIncremental(world.ports, runRequest())).rejects.toThrow(RequestFailed);
		expect(cursor(world)).toBe(before);
		expect(lastRun(world)).toMatchObject({ status: 'failed', failure_kind: 'interrupted' });
	});

	it('brings in the next run what it did not write', async () => {
		const world = await beginSync();
		const ids = people(world, 3);
		world.pass(15);
		const { contacts } = world.ports;
		world.ports.contacts = { upsert: async () => await Promise.reject(unavailable()) };
		await expect(runIncremental(world.ports, runRequest())).rejects.toThrow(RequestFailed);
		world.ports.contacts = contacts;
		world.pass(15);
		expect(await runIncremental(world.ports, runRequest())).toMatchObject({ created: 3 });
		expect(world.supabase.contactRows(WORKSPACE)).toHaveLength(ids.length);
	});
});

describe('what a run does not begin with', () => {
	it('a cursor in the future: refused in words, recorded, nothing read', async () => {
		const world = await beginSync();
		world.supabase.changeState(WORKSPACE, { last_modified_cursor: '2099-01-01T00:00:00Z' });
		world.simulator.log.clear();
		await expect(runIncremental(world.ports, runRequest())).rejects.toMatchObject({
			code: 'cursor_in_future',
			facts: { workspace_id: WORKSPACE, cursor: expect.stringMatching(/^2099/) },
		});
		expect(lastRun(world)).toMatchObject({ status: 'failed', failure_kind: 'cursor_in_future' });
		expect(world.simulator.log.entries).toEqual([]);
	});

	it('no cursor after the initial sync: it would skip everything since', async () => {
		const world = await beginSync();
		const lost = { last_modified_cursor: null, initial_sync_completed: true };
		world.supabase.changeState(WORKSPACE, lost);
		await expect(runIncremental(world.ports, runRequest())).rejects.toMatchObject({
			code: 'cursor_missing',
			facts: { workspace_id: WORKSPACE },
		});
	});

	it('a run that goes on: refused, nothing recorded as failed', async () => {
		const world = await portsInMemory();
		await world.ports.runs.start({
			...runRequest(),
			mode: 'incremental',
			runId: '20000000-0000-4000-8000-000000000001',
		});
		await expect(runIncremental(world.ports, runRequest())).rejects.toMatchObject({
			code: 'running',
		});
		expect(world.supabase.runRows(WORKSPACE)).toHaveLength(1);
	});

	it('another tenant', async () => {
		const world = await portsInMemory();
		await expect(runIncremental(world.ports, runRequest({ tenantId: '2' }))).rejects.toMatchObject({
			code: 'other_tenant',
		});
	});
});

it('renews its lease while it reads slowly', async () => {
	const world = await beginSync();
	people(world, 200);
	world.pass(15);
	let renewals = 0;
	const { runs } = world.ports;
	world.ports.runs = {
		...runs,
		checkpoint: async (key, checkpoint) => {
			expect(checkpoint).toEqual({});
			renewals++;
			await runs.checkpoint(key, checkpoint);
		},
	};
	world.simulator.world.afterAnswer = () => world.pass(2);
	await runIncremental(world.ports, runRequest());
	expect(renewals).toBeGreaterThanOrEqual(4);
});

it('begins where it was told while there is no cursor', async () => {
	const world = await portsInMemory();
	const [id] = people(world, 1);
	world.pass(60 * 24);
	const startFrom = '2026-03-01T00:00:00.0000000Z';
	expect(await runIncremental(world.ports, runRequest({ startFrom }))).toMatchObject({
		created: 1,
	});
	expect(world.supabase.contactRows(WORKSPACE)).toMatchObject([{ crm_id: id }]);
});

it('leaves phones alone where nobody wants them', async () => {
	const world = await beginSync();
	people(world, 1);
	world.pass(1);
	const written = listenToWrites(world);
	await runIncremental(world.ports, runRequest({ includeContacts: false }));
	expect(written[0]?.rows[0]).not.toHaveProperty('phone');
});

it('brings customers that could not be written before', async () => {
	let poisonous = true;
	const world = await begun(runIncremental, {
		refuses: () =>
			poisonous ? { message: 'violates check constraint', sqlstate: '23514' } : undefined,
	});
	people(world, 1);
	world.pass(15);
	const summary = await runIncremental(world.ports, runRequest());
	expect(summary).toMatchObject({ status: 'completed_with_failures', failed: 1 });
	poisonous = false;
	world.pass(24 * 60);
	expect(await runIncremental(world.ports, runRequest())).toMatchObject({ created: 1 });
});
