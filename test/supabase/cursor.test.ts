import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const state = async (workspace: string) => {
	const [found] = await db.sql`
		select *, servicetitan_iso(last_modified_cursor) as cursor from servicetitan_sync_state where workspace_id = ${workspace}`;
	return found ?? {};
};
const setCursor = (workspace: string, cursor: string) =>
	db.sql`update servicetitan_sync_state set last_modified_cursor = ${cursor}::text::timestamptz where workspace_id = ${workspace}`;
const cursor = '2026-07-01T00:00:00.000000Z';
const later = '2026-07-01T00:15:00.000000Z';

describe('the cursor', () => {
	const finish = async (workspace: string, run_id: string, commit: Record<string, unknown>) =>
		call('finish_run', { workspace_id: workspace, run_id, commit });

	it('stays when the run has not read everything, and the window is kept for the next', async () => {
		const workspace = await newWorkspace(call);
		await setCursor(workspace, cursor);
		const window = { since: cursor, page: 3, pageSize: 500 };
		const { run_id } = await start(call, workspace);
		await finish(workspace, run_id, { cursor_to: null, window, contact_token: 'token-2' });
		const next = await start(call, workspace);
		expect(next.answer).toMatchObject({ cursor, window, contact_token: 'token-2' });
		await finish(workspace, next.run_id, { cursor_to: later, window: null, contact_token: null });
		const third = await start(call, workspace);
		expect(third.answer).toMatchObject({ cursor: later, window: null, contact_token: 'token-2' });
	});

	it('stays, with the window, when a commit does not speak of either, or there is none', async () => {
		const workspace = await newWorkspace(call);
		await setCursor(workspace, cursor);
		const first = await start(call, workspace);
		await finish(workspace, first.run_id, { cursor_to: null, window: { page: 3 } });
		const second = await start(call, workspace, { mode: 'reconciliation' });
		await finish(workspace, second.run_id, { note: 'Healed 3 contacts.' });
		const third = await start(call, workspace);
		await call('finish_run', { workspace_id: workspace, run_id: third.run_id });
		expect((await start(call, workspace)).answer).toMatchObject({ cursor, window: { page: 3 } });
		const runs =
			await db.sql`select note from servicetitan_sync_runs where run_id = ${second.run_id}`;
		expect([...runs]).toEqual([{ note: 'Healed 3 contacts.' }]);
	});

	it('never gets ahead of the clock of the database', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await finish(workspace, run_id, { cursor_to: '2031-01-01T00:00:00.0000000Z' });
		const [row] = await db.sql`
			select last_modified_cursor <= now() as past, last_modified_cursor > now() - interval '1 minute' as recent
			from servicetitan_sync_state where workspace_id = ${workspace}`;
		expect(row).toEqual({ past: true, recent: true });
	});

	it("that a person moves in mid-run stays where the person put it, and the run's window goes", async () => {
		const workspace = await newWorkspace(call);
		await setCursor(workspace, later);
		const { run_id } = await start(call, workspace);
		await setCursor(workspace, cursor);
		const answer = await finish(workspace, run_id, {
			cursor_to: '2026-07-01T00:30:00.0000000Z',
			window: { page: 2 },
			contact_token: 'newer',
			delivered: { customer: { '1': 'v1' } },
		});
		expect(answer).toMatchObject({
			outcome: 'finished',
			cursor_moved_by_user: true,
			run: { cursor_to: null },
		});
		expect((await start(call, workspace)).answer).toMatchObject({
			cursor,
			window: null,
			contact_token: null,
			delivered: { customer: {} },
		});
	});

	it('that a person makes unreadable in mid-run is left for the next start to name', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await setCursor(workspace, 'infinity');
		const answer = await finish(workspace, run_id, { cursor_to: cursor });
		expect(answer).toMatchObject({ outcome: 'finished', cursor_moved_by_user: true });
		expect((await start(call, workspace)).answer).toMatchObject({
			outcome: 'cursor_unreadable',
			cursor: 'infinity',
		});
	});

	it.each<[story: string, moved: string, token: string | null]>([
		['back between two runs: everything since is read again', '2026-06-01T00:00:00.000000Z', null],
		['forward between two runs: only the token stays, so that no phone is missed', later, 'token'],
	])('that a person moves %s', async (_story, moved, token) => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await finish(workspace, run_id, {
			cursor_to: cursor,
			window: { page: 2 },
			contact_token: 'token',
			delivered: { customer: { '1': cursor } },
		});
		await setCursor(workspace, moved);
		const next = await start(call, workspace);
		expect(next.answer).toMatchObject({
			cursor: moved,
			window: null,
			contact_token: token,
			delivered: { customer: {}, contact_method: {} },
		});
		await finish(workspace, next.run_id, { cursor_to: later });
		expect((await state(workspace)).cursor).toBe(later);
	});
});
