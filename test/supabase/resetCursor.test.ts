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

describe('moving the cursor by hand', () => {
	const reset = (
		workspace_id: string,
		cursor: string | null,
		reason = 'A test import went wrong.',
	) => call('reset_cursor', { workspace_id, cursor, reason });

	it('keeps the reason in the history, and forgets what was planned for the old one', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await call('finish_run', {
			workspace_id: workspace,
			run_id,
			commit: {
				cursor_to: '2026-07-01T12:00:00Z',
				contact_token: 'token',
				delivered: { customer: { '1': 'v' } },
			},
		});
		await db.sql`update servicetitan_sync_state set read_window = '{"page": 2}' where workspace_id = ${workspace}`;
		expect(await reset(workspace, '2026-06-01T00:00:00Z')).toEqual({
			outcome: 'reset',
			workspace_id: workspace,
			cursor_from: '2026-07-01T12:00:00.000000Z',
			cursor_to: '2026-06-01T00:00:00.000000Z',
		});
		const notes =
			await db.sql`select status, note from servicetitan_sync_runs where workspace_id = ${workspace} and mode = 'reset'`;
		expect([...notes]).toEqual([
			{
				status: 'completed',
				note: 'The cursor was moved by hand from 2026-07-01T12:00:00.000000Z to 2026-06-01T00:00:00.000000Z: A test import went wrong.',
			},
		]);
		expect((await start(call, workspace)).answer).toMatchObject({
			cursor: '2026-06-01T00:00:00.000000Z',
			window: null,
			contact_token: null,
			delivered: { customer: {} },
		});
	});

	it('wins over a run that is going on', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await reset(workspace, '2026-06-01T00:00:00Z');
		const commit = { cursor_to: '2026-07-01T12:00:00Z' };
		const finished = await call('finish_run', { workspace_id: workspace, run_id, commit });
		expect(finished).toMatchObject({ outcome: 'finished', cursor_moved_by_user: true });
		expect((await start(call, workspace)).answer.cursor).toBe('2026-06-01T00:00:00.000000Z');
	});

	it('notes who moved it, beside the reason', async () => {
		const workspace = await newWorkspace(call);
		const who = { workflowName: 'By hand', nodeName: 'Reset Cursor', executionId: '231' };
		for (const consumer of [who, ['nobody']])
			await call('reset_cursor', {
				workspace_id: workspace,
				cursor: '2026-06-01T00:00:00Z',
				reason: 'A test import went wrong.',
				consumer,
			});
		const rows = await db.sql`
			select consumer from servicetitan_sync_runs where workspace_id = ${workspace} order by started_at`;
		expect([...rows]).toEqual([{ consumer: who }, { consumer: null }]);
	});

	it('into the future stops at now', async () => {
		const workspace = await newWorkspace(call);
		const { cursor_to } = await reset(workspace, '2031-01-01T00:00:00Z');
		expect(Math.abs(Date.parse(String(cursor_to)) - Date.now())).toBeLessThan(60_000);
	});

	it('mends one that cannot be read', async () => {
		const workspace = await newWorkspace(call);
		await db.sql`update servicetitan_sync_state set last_modified_cursor = 'infinity' where workspace_id = ${workspace}`;
		expect(await reset(workspace, '2026-06-01T00:00:00Z')).toMatchObject({
			cursor_from: 'infinity',
		});
		expect((await start(call, workspace)).answer.outcome).toBe('started');
	});

	it('asks for a reason, a date and a workspace', async () => {
		const workspace = await newWorkspace(call);
		const when = '2026-06-01T00:00:00Z';
		expect(await reset(workspace, when, '  ')).toEqual({ outcome: 'reason_missing' });
		expect(await reset(workspace, null)).toEqual({ outcome: 'bad_cursor' });
		expect(await reset('nowhere', when)).toMatchObject({ outcome: 'unknown_workspace' });
	});
});
