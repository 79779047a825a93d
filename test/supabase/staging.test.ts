import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith, type Call } from './support/callers';
import { rowsRead } from './support/rowsRead';
import { finish, initialRun, note, stage, startInitial } from './support/initial';
import { at } from './support/rows';
import type { Run } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const phone = (id: number | string, customerId: number | string, more: object = {}) => ({
	...{ id, customerId, value: `number ${id}`, modifiedOn: at(0) },
	...more,
});

const staged = async ({ workspace_id }: Run, customer_ids: unknown[]) => {
	const answer = await call('staged_methods', { workspace_id, customer_ids });
	return (answer.methods as Array<{ value: string }>).map(({ value }) => value);
};

const count = async ({ workspace_id }: Run): Promise<number> => {
	const [found] = await db.sql`
		select count(*)::int as count from servicetitan_sync_staged where workspace_id = ${workspace_id}`;
	return Number(found?.count);
};

const many = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, place) => phone(first + place, 7));

describe('contact methods are staged', () => {
	it('by the run that is current: another stages nothing and hears what became of it', async () => {
		const run = await initialRun(call);
		await call('release_run', { workspace_id: run.workspace_id, reason: 'it hangs' });
		const late = await stage(call, run, [phone(1, 7)], { backfill: { customersFrom: 'late' } });
		expect(late).toMatchObject({ outcome: 'not_current', closed_by: 'released' });
		expect(await stage(call, { ...run, workspace_id: 'nowhere' }, [phone(1, 7)])).toMatchObject({
			outcome: 'unknown_workspace',
		});
		expect(await count(run)).toBe(0);
		const [state] = await db.sql`
			select backfill, last_continue_from from servicetitan_sync_state where workspace_id = ${run.workspace_id}`;
		expect(state).toEqual({ backfill: null, last_continue_from: null });
	});

	it.each<[story: string, copies: object[], value: string]>([
		['a later version wins', [{ modifiedOn: at(1) }, { modifiedOn: at(2), value: 'new' }], 'new'],
		['of one version the later copy', [{}, { value: 'new' }], 'new'],
		[
			'an older version does not',
			[{ modifiedOn: at(2), value: 'first' }, { value: 'old' }],
			'first',
		],
		['one without a time is the oldest', [{ value: 'first' }, { modifiedOn: null }], 'first'],
		[
			'a removal wins like any change',
			[{}, { modifiedOn: at(2), active: false, value: 'gone' }],
			'gone',
		],
	])('of several copies, at once or one by one: %s', async (_story, copies, value) => {
		const methods = copies.map((copy) => phone(1, 7, copy));
		const atOnce = await initialRun(call);
		await stage(call, atOnce, methods);
		const oneByOne = await initialRun(call);
		for (const method of methods) await stage(call, oneByOne, [method]);
		expect([await staged(atOnce, [7]), await staged(oneByOne, [7])]).toEqual([[value], [value]]);
	});

	it('and move to another customer with their newest version', async () => {
		const run = await initialRun(call);
		await stage(call, run, [phone(1, 7), phone(2, 7)]);
		await stage(call, run, [phone(1, 8, { modifiedOn: at(5) })]);
		expect(await staged(run, [7])).toEqual(['number 2']);
		expect(await staged(run, ['8'])).toEqual(['number 1']);
		expect(await staged(run, [8, 7, 8])).toEqual(['number 1', 'number 2']);
	});

	it('without those that do not say which they are, or whose', async () => {
		const run = await initialRun(call);
		await stage(call, run, [{ id: 1 }, { customerId: 7 }, { id: null, customerId: 7 }]);
		expect(await count(run)).toBe(0);
	});

	it('together with how far the run is, or neither', async () => {
		const run = await initialRun(call, { stage: 'contactMethods', contactsFrom: 'place-1' });
		const backfill = { stage: 'contactMethods', contactsFrom: 'place-2' };
		await expect(stage(call, run, [phone(1, 7), phone('odd', 7)], { backfill })).rejects.toThrow(
			/bigint/,
		);
		const place = async () => {
			const [state] = await db.sql`
				select initial_contact_token from servicetitan_sync_state where workspace_id = ${run.workspace_id}`;
			return state?.initial_contact_token as unknown;
		};
		expect([await count(run), await place()]).toEqual([0, 'place-1']);
		await stage(call, run, [phone(1, 7)], { backfill });
		expect([await count(run), await place()]).toEqual([1, 'place-2']);
	});

	it('and read by an index, however many there are', async () => {
		const run = await initialRun(call);
		await db.sql`
			insert into servicetitan_sync_staged
			select ${run.workspace_id}, n, n / 3, '{}' from generate_series(1, 100000) as n`;
		const args = { workspace_id: run.workspace_id, customer_ids: [10, 20_000] };
		const read = await rowsRead(
			db.sql,
			'servicetitan_sync_staged',
			async (transaction) => await callWith(transaction, 'staged_methods', args),
		);
		expect(read).toEqual({ all: 0, found: 6 });
	});
});

describe('what was staged is cleared', () => {
	it('some at a time, and only of its own workspace', async () => {
		const [run, another] = [await initialRun(call), await initialRun(call)];
		for (const each of [run, another]) await stage(call, each, many(1, 5));
		const clear = (limit: number | null) =>
			call('clear_staged', { workspace_id: run.workspace_id, limit });
		expect(await clear(2)).toEqual({ cleared: 2 });
		expect(await clear(-1)).toEqual({ cleared: 0 });
		expect(await clear(null)).toEqual({ cleared: 0 });
		expect(await clear(4)).toEqual({ cleared: 3 });
		expect([await count(run), await count(another)]).toEqual([0, 5]);
	});

	it('never while the initial sync is under way, also when a run of another kind finishes', async () => {
		const run = await initialRun(call, { stage: 'customers' });
		await stage(call, run, many(1, 5));
		await finish(call, run, { note: 'Interrupted.' });
		expect(await call('clear_staged', { workspace_id: run.workspace_id })).toEqual({ cleared: 0 });
		expect(await count(run)).toBe(5);
	});

	it('with its end, but no more of it than a statement has time for', async () => {
		const run = await initialRun(call, { stage: 'customers' });
		await stage(call, run, many(1, 10_001));
		await finish(call, run);
		expect(await count(run)).toBe(1);
		expect(await call('clear_staged', { workspace_id: run.workspace_id })).toEqual({ cleared: 1 });
	});

	it('not where the next initial sync is just beginning', async () => {
		const over = await initialRun(call, { stage: 'customers' });
		await stage(call, over, many(1, 10_001));
		await finish(call, over);
		const next = await startInitial(call, over.workspace_id, { again: true });
		const clear = await db.sql.begin(async (transaction) => {
			await callWith(transaction, 'checkpoint_run', {
				...{ workspace_id: next.workspace_id, run_id: next.run_id },
				backfill: { stage: 'contactMethods' },
			});
			const waiting = call('clear_staged', { workspace_id: next.workspace_id });
			await untilItWaits(waiting);
			return { waiting };
		});
		expect(await clear.waiting).toEqual({ cleared: 0 });
		await note(call, next, { stage: 'customers' });
		expect(await count(next)).toBe(1);
	});
});

/** Until it waits for a lock in this database, or has come to its end without. */
async function untilItWaits(work: Promise<unknown>): Promise<void> {
	let over = false;
	void work.finally(() => (over = true));
	for (let waits = false; !waits && !over; ) {
		const [found] = await db.sql`
			select count(*) > 0 as waits from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`;
		waits = found?.waits === true;
	}
}
