import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { completed, finish, initialRun, note, stage, startInitial } from './support/initial';
import { applyTexts } from './support/migrations';
import { makeOldTables, oldWorkspace, type OldTypes } from './support/oldSystem';
import { newWorkspace, start, type Run } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const state = async ({ workspace_id }: { workspace_id: string }) => {
	const [found] = await db.sql`
		select *, servicetitan_iso(last_modified_cursor) as cursor from servicetitan_sync_state where workspace_id = ${workspace_id}`;
	return found ?? {};
};
const change = (workspace_id: string, values: Record<string, unknown>) =>
	db.sql`update servicetitan_sync_state set ${db.sql(values)} where workspace_id = ${workspace_id}`;

/** Lets it die: its lease ran out long ago. */
const interrupt = ({ workspace_id }: Run) =>
	change(workspace_id, { lease_expires_at: '2020-01-01' });

const place = { stage: 'customers', customersFrom: 'p-3', contactsFrom: 'c-9' };

describe('how far an initial sync is', () => {
	it('is kept, with its two places in columns of their own, and heard by the next one', async () => {
		const run = await initialRun(call, place);
		expect(await state(run)).toMatchObject({
			...{ backfill: { stage: 'customers' }, last_continue_from: 'p-3' },
			initial_contact_token: 'c-9',
		});
		await interrupt(run);
		const { answer } = await startInitial(call, run.workspace_id);
		expect(answer).toMatchObject({ outcome: 'started', backfill: place });
		expect(answer.taken_over).toMatchObject({ run_id: run.run_id });
	});

	it('stays as it was where a sign of life does not speak of it', async () => {
		const run = await initialRun(call, place);
		const { workspace_id, run_id } = run;
		await call('checkpoint_run', { workspace_id, run_id, fetched: 7, progress: { read: 7 } });
		await call('checkpoint_run', { workspace_id, run_id, backfill: ['odd'], progress: ['odd'] });
		await interrupt(run);
		const { answer } = await startInitial(call, workspace_id);
		expect(answer.backfill).toEqual(place);
		const status = await call('get_status', { workspace_id });
		expect(status.workspaces).toMatchObject([
			{ last_runs: [{ progress: null }, { fetched: 7, progress: { read: 7 } }] },
		]);
	});

	it('obeys a person who empties last_continue_from: the customers are read from the beginning', async () => {
		const run = await initialRun(call, place);
		await change(run.workspace_id, { last_continue_from: null });
		await interrupt(run);
		const { answer } = await startInitial(call, run.workspace_id);
		expect(answer.backfill).toEqual({ ...place, customersFrom: null });
	});

	it.each<[story: string, commit: Record<string, unknown>]>([
		['says nothing of it', { cursor_to: '2026-07-01T12:00:00Z' }],
		['says that it is not complete', { initial_sync_completed: false }],
		['says something odd', { initial_sync_completed: 'true' }],
	])('outlasts a run of another kind that %s', async (_story, commit) => {
		const run = await initialRun(call, place);
		await call('fail_run', { workspace_id: run.workspace_id, run_id: run.run_id });
		const between = await start(call, run.workspace_id);
		expect(between.answer).toMatchObject({ outcome: 'started', backfill: null });
		const finished = await finish(call, between, commit);
		expect(finished).toMatchObject({ run: { initial_sync_completed: false } });
		expect(await state(run)).toMatchObject({ initial_sync_completed: false });
		const { answer } = await startInitial(call, run.workspace_id);
		expect(answer.backfill).toEqual(place);
	});
});

describe('an initial sync', () => {
	it('that is done is refused, unless it is asked for again', async () => {
		const run = await initialRun(call, place);
		await finish(call, run);
		const { workspace_id } = run;
		const refused = await startInitial(call, workspace_id);
		expect(refused.answer).toEqual({ outcome: 'initial_sync_done', workspace_id });
		expect((await startInitial(call, workspace_id, { again: null })).answer.outcome).toBe(
			'initial_sync_done',
		);
		expect((await start(call, workspace_id)).answer.outcome).toBe('started');
		await interrupt(run);
		const again = await startInitial(call, workspace_id, { again: true });
		expect(again.answer).toMatchObject({ outcome: 'started', backfill: null });
	});

	it('that was interrupted goes on without being asked for again', async () => {
		const run = await initialRun(call);
		await finish(call, run);
		const again = await startInitial(call, run.workspace_id, { again: true });
		await note(call, again, place);
		await interrupt(again);
		const resumed = await startInitial(call, run.workspace_id);
		expect(resumed.answer).toMatchObject({ outcome: 'started', backfill: place });
	});

	it('goes on after a person says that it is not complete', async () => {
		const run = await initialRun(call);
		await finish(call, run);
		await change(run.workspace_id, { initial_sync_completed: false });
		expect((await startInitial(call, run.workspace_id)).answer.outcome).toBe('started');
	});

	it('leaves nothing of itself behind, and nothing of what was noted as read before', async () => {
		const workspace = await newWorkspace(call);
		const before = await start(call, workspace);
		const delivered = { customer: { 1: '2026-06-30T12:00:00.0000000Z' } };
		await finish(call, before, { cursor_to: '2026-07-02T00:00:00Z', delivered });
		const run = await startInitial(call, workspace);
		await note(call, run, place);
		await stage(call, run, [{ id: 1, customerId: 7 }]);
		const finished = await finish(call, run, { ...completed, contact_token: 'c-9' });
		expect(finished).toMatchObject({
			run: {
				mode: 'initial',
				initial_sync_completed: true,
				cursor_to: '2026-07-01T12:00:00.000000Z',
			},
		});
		expect(await state(run)).toMatchObject({
			...{ initial_sync_completed: true, backfill: null, contact_token: 'c-9' },
			...{ last_continue_from: null, initial_contact_token: null },
			cursor: '2026-07-01T12:00:00.000000Z',
		});
		const left = await db.sql`
			select workspace_id from servicetitan_sync_delivered where workspace_id = ${workspace}
			union all select workspace_id from servicetitan_sync_staged where workspace_id = ${workspace}`;
		expect([...left]).toEqual([]);
	});

	it('leaves the cursor where a person put it meanwhile', async () => {
		const run = await initialRun(call, place);
		await change(run.workspace_id, { last_modified_cursor: '2026-07-05T00:00:00Z' });
		const finished = await finish(call, run);
		expect(finished).toMatchObject({ cursor_moved_by_user: true, run: { cursor_to: null } });
		expect(await state(run)).toMatchObject({
			...{ cursor: '2026-07-05T00:00:00.000000Z', initial_sync_completed: true },
			...{ backfill: null, last_continue_from: null, initial_contact_token: null },
		});
	});
});

describe.each<[story: string, types: OldTypes]>([
	['text', { workspace: 'text', stateWorkspace: 'text', cursor: 'text' }],
	[
		'numbers',
		{ workspace: 'bigint', stateWorkspace: 'bigint', crmId: 'bigint', cursor: 'timestamptz' },
	],
])("over an older system's tables with ids as %s", (_story, types) => {
	it('begins at the beginning, wherever the older system stopped, and comes to its end', async () => {
		const old = await freshDatabase({ migrated: false });
		await makeOldTables(old.sql, types);
		await old.sql`alter table servicetitan_sync_state add column id bigserial`;
		await old.sql`update servicetitan_sync_state set last_continue_from = 'their place'`;
		await applyTexts(old.sql);
		const asked = callerOf(old.sql);
		const places = async () => {
			const [found] = await old.sql`
				select last_continue_from, initial_contact_token, backfill from servicetitan_sync_state`;
			return found;
		};
		const incremental = await start(asked, oldWorkspace(types));
		await finish(asked, incremental, {});
		expect(await places()).toMatchObject({ last_continue_from: 'their place' });
		const run = await startInitial(asked, oldWorkspace(types));
		expect(run.answer).toMatchObject({ outcome: 'started', backfill: null });
		const nothing = { last_continue_from: null, initial_contact_token: null, backfill: null };
		expect(await places()).toEqual(nothing);
		await stage(asked, run, [{ id: 1, customerId: 7 }], { backfill: place });
		expect(await places()).toMatchObject({ last_continue_from: 'p-3' });
		expect(await finish(asked, run)).toMatchObject({ outcome: 'finished' });
		expect(await places()).toEqual(nothing);
		expect([...(await old.sql`select method_id from servicetitan_sync_staged`)]).toEqual([]);
		await old.drop();
	});
});
