import type { ContactRow } from '../../core/contact/contactRow';
import { RequestFailed, STATEMENT_TIMEOUT, type Failure } from '../../core/failure';
import { noCounts } from '../../core/sync/summary';
import type { Clock, Contacts, UpsertRequest } from '../../sync/ports';
import { addCounts, writeRows } from '../../sync/writeRows';

const TOO_SLOW: Failure = { kind: 'unavailable', detail: 'too slow', code: STATEMENT_TIMEOUT };
const TOO_LARGE: Failure = { kind: 'rejected', detail: 'too large', status: 413 };

const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, id) => ({ crm_id: String(id) }) as ContactRow);

const request = {
	workspaceId: 'w',
	runId: 'r',
	link: true,
	skipWithoutContactMethods: false,
	dryRun: false,
	finish: 'now' as const,
	workflowId: null,
};

/** A database that takes so many rows at once and no more. */
function databaseFor(most: number, refusal: Failure = TOO_SLOW) {
	const taken: UpsertRequest[] = [];
	let ids = 0;
	const contacts: Contacts = {
		upsert: async (asked) => {
			if (asked.rows.length > most) throw new RequestFailed('Supabase', refusal);
			taken.push(asked);
			return {
				rows: asked.rows.map(({ crm_id }) => ({ crm_id, outcome: 'created' as const })),
				counts: { ...noCounts(), created: asked.rows.length },
				remaining: 100 - asked.rows.length,
			};
		},
	};
	const clock = { newId: () => String(++ids) } as Clock;
	return { taken, ports: { contacts, clock } };
}

const sizes = (taken: UpsertRequest[]) => taken.map(({ rows }) => rows.length);

it('writes a batch in one call, as it was asked', async () => {
	const { taken, ports } = databaseFor(10);
	await writeRows(ports, rowsOf(10), request);
	expect(taken).toEqual([{ ...request, rows: rowsOf(10), batchId: '1' }]);
});

describe.each([
	['too slow for the database’s time limit', TOO_SLOW],
	['too large for the gateway', TOO_LARGE],
])('a batch that is %s', (_story, refusal) => {
	it('is halved until it fits, every row written once and in order', async () => {
		const { taken, ports } = databaseFor(3, refusal);
		const answer = await writeRows(ports, rowsOf(11), request);
		expect(sizes(taken)).toEqual([3, 3, 3, 2]);
		expect(answer.rows.map(({ crm_id }) => crm_id)).toEqual(rowsOf(11).map((row) => row.crm_id));
		expect(answer.counts).toEqual({ ...noCounts(), created: 11 });
	});

	it('ends the run with its last part only, whose answer is the whole one’s', async () => {
		const { taken, ports } = databaseFor(2, refusal);
		const answer = await writeRows(ports, rowsOf(7), request);
		expect(taken.map(({ finish }) => finish)).toEqual(['never', 'never', 'never', 'now']);
		expect(answer.remaining).toBe(100 - (sizes(taken).at(-1) ?? 0));
	});

	it('has an id for each part, so that none is taken for a repetition of another', async () => {
		const { taken, ports } = databaseFor(2, refusal);
		await writeRows(ports, rowsOf(8), request);
		expect(new Set(taken.map(({ batchId }) => batchId)).size).toBe(taken.length);
	});

	it('fails where a single row does not fit', async () => {
		const { taken, ports } = databaseFor(0, refusal);
		await expect(writeRows(ports, rowsOf(4), request)).rejects.toMatchObject({ failure: refusal });
		expect(taken).toEqual([]);
	});
});

it.each<[story: string, failure: unknown, says: string]>([
	['an outage', new RequestFailed('Supabase', { kind: 'unavailable', detail: 'away' }), 'away'],
	['a defect of ours', new TypeError('x is undefined'), 'x is undefined'],
	['what is no failure at all', 'words', 'words'],
])('does not halve a batch for %s', async (_story, failure, says) => {
	let calls = 0;
	const upsert = async () => {
		calls++;
		throw failure;
	};
	const ports = { contacts: { upsert }, clock: { newId: () => 'id' } as Clock };
	const writing = writeRows(ports, rowsOf(10), request);
	await expect(writing).rejects.toThrow(says);
	await expect(writing).rejects.toBeInstanceOf(Error);
	expect(calls).toBe(1);
});

it('adds up every count there is', () => {
	const a = { created: 1, updated: 2, unchanged: 3, linked: 4, skipped: 5, failed: 6 };
	const b = { created: 10, updated: 20, unchanged: 30, linked: 40, skipped: 50, failed: 60 };
	expect(addCounts(a, b)).toEqual({
		created: 11,
		updated: 22,
		unchanged: 33,
		linked: 44,
		skipped: 55,
		failed: 66,
	});
});
