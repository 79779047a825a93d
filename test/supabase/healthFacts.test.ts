import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { row, upsert } from './support/rows';
import { consumer, handedOut, newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const factsOf = async (workspace_id: string, more = {}) => {
	const answer = await call('health_facts', { workspace_id, ...more });
	return (answer.workspaces as Array<Record<string, unknown>>)[0];
};

describe('the facts of a workspace', () => {
	it('are of one that never ran', async () => {
		const workspace = await newWorkspace(call);
		expect(await factsOf(workspace)).toMatchObject({
			workspace_id: workspace,
			sync_enabled: true,
			last_success_at: null,
			run: null,
			lease_expired: false,
			awaited: 0,
			last_started_at: null,
			last_ended: null,
			broken_off: null,
			failing: 0,
			failing_rows: [],
			sizes: [],
		});
	});

	it('count what a run wrote, what it could not write, and what it still awaits', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2']);
		const broken = { crm_id: '2', set_aside: 'failed', reason: 'unreadable' };
		await upsert(call, workspace, [row('1'), broken], { run_id, options: { finish: 'now' } });
		await handedOut(call, workspace, ['3', '4', '5']);
		expect(await factsOf(workspace)).toMatchObject({
			awaited: 3,
			failing: 1,
			failing_rows: [{ crm_id: '2', reason: 'unreadable' }],
			last_ended: { run_id, status: 'completed_with_failures' },
			sizes: [{ run_id, written: 1, fetched: 2 }],
		});
	});

	it('name a run that broke off, unless a person released it', async () => {
		const workspace = await newWorkspace(call);
		const dead = await start(call, workspace);
		await call('release_run', { workspace_id: workspace, reason: 'moved' });
		expect(await factsOf(workspace)).toMatchObject({ broken_off: null });
		const second = await start(call, workspace);
		await db.sql`update servicetitan_sync_state set lease_expires_at = now() where workspace_id = ${workspace}`;
		expect(await factsOf(workspace)).toMatchObject({ lease_expired: true });
		await start(call, workspace);
		expect(await factsOf(workspace)).toMatchObject({
			broken_off: { run_id: second.run_id, failure_kind: 'interrupted' },
			lease_expired: false,
		});
		expect(dead.run_id).not.toBe(second.run_id);
	});

	it('leave out the workspaces that other workflows read', async () => {
		const workspace = await newWorkspace(call);
		await start(call, workspace);
		expect(await factsOf('', { workflow_id: 'another' })).not.toMatchObject({
			workspace_id: workspace,
		});
		const idsFor = async (workflow_id: string) =>
			(
				(await call('health_facts', { workflow_id })).workspaces as Array<{ workspace_id: string }>
			).map(({ workspace_id }) => workspace_id);
		const nobodys = await newWorkspace(call);
		expect(await idsFor(consumer.workflowId)).toEqual(expect.arrayContaining([workspace, nobodys]));
		const others = await idsFor('another');
		expect(others).toContain(nobodys);
		expect(others).not.toContain(workspace);
	});

	it('are refused of a workspace that is not there', async () => {
		expect(await call('health_facts', { workspace_id: 'none' })).toMatchObject({
			outcome: 'unknown_workspace',
		});
	});
});

describe('a walk through the table', () => {
	it('shows by the ids of what was written in a time', async () => {
		const workspace = await newWorkspace(call);
		await upsert(
			call,
			workspace,
			['1', '5', '6', '7', '9', 'x-1'].map((id) => row(id)),
		);
		await db.sql`update contacts set updated_at = '2026-07-01T10:00:00Z' where workspace_id = ${workspace}`;
		await db.sql`update contacts set updated_at = '2026-07-01T12:00:00Z'
			where workspace_id = ${workspace} and crm_id in ('5', '7')`;
		const walked = (from: string, to: string) =>
			call('walked', { workspace_id: workspace, from, to });
		expect(await walked('2026-07-01T11:00:00Z', '2026-07-01T13:00:00Z')).toEqual({
			contacts: 6,
			written: 2,
			between: 3,
		});
		expect(await walked('2026-07-02T11:00:00Z', '2026-07-02T13:00:00Z')).toEqual({
			contacts: 6,
			written: 0,
			between: 0,
		});
	});
});
