import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, spoken, upsert } from './support/rows';
import { consumer, handedOut, newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const everything = async () => ({
	contacts: [...(await db.sql`select *, xmin::text from contacts order by id`)],
	state: [...(await db.sql`select * from servicetitan_sync_state order by workspace_id`)],
	runs: [...(await db.sql`select * from servicetitan_sync_runs order by run_id`)],
	handedOut: [
		...(await db.sql`select * from servicetitan_sync_handed_out order by run_id, crm_id`),
	],
	failures: [...(await db.sql`select * from servicetitan_sync_failures order by 1, 2`)],
	batches: [...(await db.sql`select * from servicetitan_sync_batches order by 1`)],
});

describe('a batch that is sent again, because its answer was lost,', () => {
	it('hears the first answer, and nothing is counted twice', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2']);
		const batch = { run_id, batch_id: randomUUID() };
		const first = await upsert(call, workspace, [row('1')], batch);
		expect(first).toMatchObject({ remaining: 1, rows: [{ outcome: 'created' }] });
		const before = await everything();
		expect(await upsert(call, workspace, [row('1')], batch)).toEqual(first);
		expect(await everything()).toEqual(before);
	});

	it('also when it was the one that finished its run', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1']);
		const batch = { run_id, batch_id: randomUUID(), options: { finish: 'when_all_arrived' } };
		const first = await upsert(call, workspace, [row('1')], batch);
		expect(first.run).toMatchObject({ outcome: 'finished' });
		expect(await upsert(call, workspace, [row('1')], batch)).toEqual(first);
	});
});

describe('the newest reading of a workspace', () => {
	it('is told to the next run, by whatever run it was written, and never goes back', async () => {
		const workspace = await newWorkspace(call);
		const newest = async (...readAt: Array<string | null>) => {
			const { run_id } = await handedOut(call, workspace, []);
			const rows = readAt.map((source_read_at, index) => row(String(index), { source_read_at }));
			await upsert(call, workspace, rows, { run_id });
			await call('fail_run', { run_id, failure: 'Broken off' });
			const { answer } = await start(call, workspace);
			await call('fail_run', { run_id: answer.run_id, failure: 'Looked' });
			return answer.newest_read_at;
		};
		expect(await newest(null)).toBeNull();
		expect(await newest(at(10), at(30), at(20))).toBe('2026-07-01T12:00:30.000000Z');
		expect(await newest(at(5), null)).toBe('2026-07-01T12:00:30.000000Z');
		expect(await newest('tomorrow', '2026-13-45T99:00:00Z')).toBe('2026-07-01T12:00:30.000000Z');
		expect(await newest(at(40), 'tomorrow', at(35))).toBe('2026-07-01T12:00:40.000000Z');
	});
});

describe('how far ahead of the database the newest reading was when it was written', () => {
	it('is told to the next run while no run was finished since', async () => {
		const workspace = await newWorkspace(call);
		const first = await handedOut(call, workspace, ['1']);
		const source_read_at = new Date(Date.now() + 600_000).toISOString();
		await upsert(call, workspace, [row('1', { source_read_at })], { run_id: first.run_id });
		await call('fail_run', { run_id: first.run_id, failure: 'Broken off' });
		const second = await start(call, workspace);
		expect(second.answer.newest_read_ahead).toBeGreaterThan(500);
		expect(second.answer.newest_read_ahead).toBeLessThan(601);
		const commit = { cursor_to: at(0), clock: { ahead_seconds: 0, repeated_until: null } };
		await call('finish_run', { workspace_id: workspace, run_id: second.run_id, commit });
		const { answer } = await start(call, workspace);
		expect(answer).toMatchObject({ newest_read_ahead: null, clock: commit.clock });
	});
});

describe('a batch of a run', () => {
	it('that comes again under another id counts each customer once, as it did the first time', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2', '3']);
		const rows = [row('1'), row('2'), row('3', { columns: { no_such_column: 1 } })];
		const counts = async () =>
			(
				await db.sql`select created, unchanged, skipped, failed from servicetitan_sync_runs
				where run_id = ${run_id}`
			)[0];
		await upsert(call, workspace, rows, { run_id });
		expect(await counts()).toEqual({ created: 2, unchanged: 0, skipped: 0, failed: 1 });
		await upsert(call, workspace, rows, { run_id });
		expect(await counts()).toEqual({ created: 2, unchanged: 0, skipped: 0, failed: 1 });
		// The row that failed is mended: it counts as what became of it.
		await upsert(call, workspace, [row('1'), row('3')], { run_id });
		expect(await counts()).toEqual({ created: 3, unchanged: 0, skipped: 0, failed: 0 });
	});

	it('adds to its counts, acknowledges, and is a sign of life', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2', '3']);
		await db.sql`update servicetitan_sync_state set lease_expires_at = now() where workspace_id = ${workspace}`;
		expect(await upsert(call, workspace, [row('1')], { run_id })).toMatchObject({ remaining: 2 });
		await upsert(call, workspace, [row('1'), row('2'), row('9')], { run_id });
		const runs =
			await db.sql`select created, unchanged, servicetitan_unacknowledged(run_id) as missing
			from servicetitan_sync_runs where run_id = ${run_id}`;
		// Customer 1 came twice: it counts as it did the first time.
		expect([...runs]).toEqual([{ created: 3, unchanged: 0, missing: 1 }]);
		expect((await start(call, workspace)).answer.outcome).toBe('running');
	});

	it('that this workspace does not know is refused', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, await newWorkspace(call));
		const answer = await upsert(call, workspace, [row('1')], { run_id });
		expect(answer).toMatchObject({ outcome: 'not_current', closed_by: 'unknown', status: null });
	});
});

describe('items that lost their `sync`', () => {
	const workflow_id = 'workflow that loses things';
	const mine = { ...consumer, workflowId: workflow_id };
	const open = async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace, { consumer: mine });
		const where = { workspace_id: workspace, run_id };
		await call('checkpoint_run', { ...where, handed_out: ['1'] });
		return where;
	};

	it.each<[story: string, asked: (workspace: string) => string | null]>([
		['with the workspace still known', (workspace) => workspace],
		['the workspace too', () => null],
	])(
		'%s: they are refused while their run is open, and the run is named',
		async (_story, asked) => {
			const { workspace_id, run_id } = await open();
			const before = await everything();
			const answer = await upsert(call, asked(workspace_id), [row('1')], {
				options: { workflow_id },
			});
			expect(answer).toMatchObject({ outcome: 'sync_lost', holder: { run_id, consumer: mine } });
			expect(await everything()).toEqual(before);
			await call('release_run', { workspace_id });
		},
	);

	it('are written by hand again once everything has come back, in another workspace, or by another workflow', async () => {
		const { workspace_id, run_id } = await open();
		const options = { workflow_id };
		const elsewhere = await newWorkspace(call);
		expect(spoken(await upsert(call, elsewhere, [row('1')], { options }))).toEqual(['created']);
		const other = { options: { workflow_id: 'another' } };
		expect(spoken(await upsert(call, workspace_id, [row('2')], other))).toEqual(['created']);
		await upsert(call, workspace_id, [row('1')], { run_id });
		expect(spoken(await upsert(call, workspace_id, [row('3')], { options }))).toEqual(['created']);
	});

	it('may be tried out', async () => {
		const { workspace_id } = await open();
		const options = { workflow_id, dry_run: true };
		expect(spoken(await upsert(call, workspace_id, [row('1')], { options }))).toEqual(['created']);
	});
});

describe('a dry run', () => {
	it('says what it would do, and writes nothing at all', async () => {
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [row('1'), row('2')]);
		await db.sql`insert into contacts (workspace_id, phone) values (${workspace}, '(312) 555-0100')`;
		await db.sql`insert into servicetitan_sync_failures (workspace_id, crm_id) values (${workspace}, '2')`;
		const { run_id } = await handedOut(call, workspace, ['1', '2'], { cursor_to: at(0) });
		const before = await everything();
		const answer = await upsert(
			call,
			workspace,
			[
				row('1', { firstname: 'New' }),
				row('2', { source_modified_on: at(5) }),
				row('3', { phone: '+13125550100', phone_forms: ['13125550100', '3125550100'] }),
				row('4'),
				row('5', { source_read_at: 'soon' }),
				row('6', { phone: null }),
			],
			{ run_id, batch_id: randomUUID(), options: { dry_run: true, finish: 'now' } },
		);
		expect(answer.rows.map(({ outcome }) => outcome)).toEqual([
			'updated',
			'unchanged',
			'linked',
			'created',
			'failed',
			'skipped',
		]);
		expect(answer).toMatchObject({ remaining: 2, run: null, rows: { 3: { contact_id: null } } });
		expect(await everything()).toEqual(before);
	});
});
