import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith, type Call } from './support/callers';
import { newWorkspace, start, tenant } from './support/runs';

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
				run_by_workflow: null,
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

	it('names the workflow that runs it, which stays until another is named', async () => {
		const named = await set({ run_by_workflow: ' workflow-7 ' });
		expect(named).toMatchObject({ workspace: { run_by_workflow: 'workflow-7' } });
		expect(named.outcome).not.toBe('unchanged');
		expect(await set({ run_by_workflow: ' ' })).toMatchObject({ outcome: 'unchanged' });
		expect(await set({ run_by_workflow: 'workflow-8' })).toMatchObject({
			outcome: 'updated',
			workspace: { run_by_workflow: 'workflow-8' },
		});
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
