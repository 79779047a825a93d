import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith, type Call } from './support/callers';
import { newestVersion } from './support/migrations';
import { row, upsert } from './support/rows';
import { handedOut, newWorkspace, start, tenant } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

describe('setting up a workspace', () => {
	const hours = { from: '06:00', to: '20:00', days: [1, 2, 3] };
	const set = (more: Record<string, unknown>) =>
		call('set_up_workspace', { workspace_id: 'w1', ...tenant, ...more });

	it('creates it, repeats without a change, updates what is given and leaves the rest', async () => {
		const created = await set({ timezone: 'America/Chicago', business_hours: hours });
		expect(created).toEqual({
			outcome: 'created',
			workspace: {
				workspace_id: 'w1',
				...tenant,
				timezone: 'America/Chicago',
				business_hours: hours,
				sync_enabled: true,
				initial_sync_completed: false,
				last_modified_cursor: null,
			},
		});
		expect(await set({})).toEqual({ ...created, outcome: 'unchanged' });
		expect(await set({ timezone: 'Europe/Berlin' })).toMatchObject({
			outcome: 'updated',
			workspace: { timezone: 'Europe/Berlin', business_hours: hours },
		});
	});

	it.each<[story: string, asked: Record<string, unknown>, answer: Record<string, unknown>]>([
		['another tenant', { tenant_id: 'other' }, { outcome: 'other_tenant', ...tenant }],
		['another environment', { environment: 'integration' }, { outcome: 'other_tenant', ...tenant }],
		['a time zone that does not exist', { timezone: 'Mars/Phobos' }, { outcome: 'bad_timezone' }],
		['an offset instead of a time zone', { timezone: 'UTC+5' }, { outcome: 'bad_timezone' }],
		['no id', { workspace_id: '' }, { outcome: 'unknown_workspace' }],
	])('refuses %s, and changes nothing', async (_story, asked, answer) => {
		await set({});
		const before = await db.sql`select * from servicetitan_sync_state`;
		expect(await set(asked)).toMatchObject(answer);
		expect([...(await db.sql`select * from servicetitan_sync_state`)]).toEqual([...before]);
	});

	it('gives a workspace of the old system its tenant and keeps its cursor', async () => {
		await db.sql`insert into servicetitan_sync_state (workspace_id, last_modified_cursor) values ('older', '2026-07-01')`;
		const answer = await call('set_up_workspace', { workspace_id: 'older', ...tenant });
		expect(answer).toMatchObject({
			outcome: 'updated',
			workspace: { ...tenant, last_modified_cursor: '2026-07-01T00:00:00.000000Z' },
		});
	});

	it('twice at once makes one', async () => {
		const asked = { workspace_id: 'at once', ...tenant };
		const first = await db.sql.reserve();
		await first`begin`;
		const created = await callWith(first, 'set_up_workspace', asked);
		const second = set(asked);
		await new Promise((resolve) => setTimeout(resolve, 300));
		await first`commit`;
		first.release();
		expect([created.outcome, (await second).outcome]).toEqual(['created', 'unchanged']);
	});

	it('puts it on the list', async () => {
		await set({});
		const { workspaces } = await call('list_workspaces');
		expect(workspaces).toContainEqual({
			workspace_id: 'w1',
			...tenant,
			timezone: expect.any(String),
			business_hours: hours,
			sync_enabled: true,
			initial_sync_completed: false,
		});
		const ids = (workspaces as Array<{ workspace_id: string }>).map((w) => w.workspace_id);
		expect(ids).toEqual([...ids].sort());
	});
});

describe('switching the sync off and on', () => {
	it('keeps runs from starting, and says so', async () => {
		const workspace_id = await newWorkspace(call);
		const set = (enabled: boolean) => call('set_enabled', { workspace_id, enabled });
		expect(await set(false)).toEqual({ outcome: 'updated', workspace_id, sync_enabled: false });
		expect(await set(false)).toMatchObject({ outcome: 'unchanged', sync_enabled: false });
		expect((await start(call, workspace_id)).answer.outcome).toBe('disabled');
		expect(await set(true)).toMatchObject({ outcome: 'updated', sync_enabled: true });
		expect((await start(call, workspace_id)).answer.outcome).toBe('started');
		const nowhere = await call('set_enabled', { workspace_id: 'nowhere', enabled: true });
		expect(nowhere).toMatchObject({ outcome: 'unknown_workspace' });
	});
});

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

describe('the status', () => {
	it('tells a person all there is to know of a workspace', async () => {
		const workspace_id = await newWorkspace(call, { timezone: 'America/Chicago' });
		const { run_id } = await handedOut(call, workspace_id, ['1', '2']);
		const broken = { crm_id: '2', set_aside: 'failed', reason: 'unreadable' };
		await upsert(call, workspace_id, [row('1'), broken], { run_id, options: { finish: 'now' } });
		const second = await start(call, workspace_id);
		const answer = await call('get_status', { workspace_id });
		expect(answer).toEqual({
			now: expect.any(String),
			schema_version: newestVersion(),
			workspaces: [expect.any(Object)],
		});
		expect(answer.workspaces).toMatchObject([
			{
				workspace_id,
				...tenant,
				timezone: 'America/Chicago',
				sync_enabled: true,
				sync_status: 'running',
				last_error: '1 rows could not be written: see servicetitan_sync_failures',
				last_sync_created: 1,
				total_customers_synced: 1,
				lease_expired: false,
				failing: 1,
				contacts: 1,
				run: { run_id: second.run_id, mode: 'incremental', source: 'trigger' },
				last_runs: [
					{ run_id: second.run_id, status: 'running' },
					{ run_id, status: 'completed_with_failures', created: 1, failed: 1 },
				],
			},
		]);
	});

	it('names the ten newest runs, and a lease that is over', async () => {
		const workspace_id = await newWorkspace(call);
		await db.sql`insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, started_at, note)
			select gen_random_uuid(), ${workspace_id}, 'incremental', 'sync', 'completed', now() - n * interval '1 hour', n::text
			from generate_series(1, 12) n`;
		await start(call, workspace_id, { source: 'sync' });
		await db.sql`update servicetitan_sync_state set lease_expires_at = now() where workspace_id = ${workspace_id}`;
		const { workspaces } = await call('get_status', { workspace_id });
		const [status] = workspaces as Array<{
			lease_expired: boolean;
			last_runs: Array<{ note: string }>;
		}>;
		expect(status?.lease_expired).toBe(true);
		expect(status?.last_runs.map(({ note }) => note)).toEqual([null, ...'123456789']);
	});

	it('of all workspaces, in their order; of none that nobody set up', async () => {
		const { workspaces } = await call('get_status');
		const ids = (workspaces as Array<{ workspace_id: string }>).map((w) => w.workspace_id);
		expect(ids.length).toBeGreaterThan(3);
		expect(ids).toEqual([...ids].sort());
		expect(await call('get_status', { workspace_id: 'nowhere' })).toEqual({
			outcome: 'unknown_workspace',
			workspace_id: 'nowhere',
		});
	});
});
