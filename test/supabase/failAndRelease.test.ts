import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { consumer, handedOut, newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const state = async (workspace: string) => {
	const [found] =
		await db.sql`select * from servicetitan_sync_state where workspace_id = ${workspace}`;
	return found ?? {};
};
/** A workflow of its own, so that stories do not fail each other's runs. */
const ownConsumer = () => ({ ...consumer, workflowId: randomUUID() });
const startedAgo = (run_id: string, seconds: number) =>
	db.sql`update servicetitan_sync_runs set started_at = now() - ${seconds} * interval '1 second' where run_id = ${run_id}`;

describe('a run that fails', () => {
	it('says why, frees its workspace, and leaves cursor, window and token where they were', async () => {
		const workspace = await newWorkspace(call);
		await db.sql`update servicetitan_sync_state set last_modified_cursor = '2026-07-01', read_window = '{"page": 2}', contact_token = 't'
			where workspace_id = ${workspace}`;
		const before = await state(workspace);
		const { run_id } = await handedOut(call, workspace, ['1', '2'], {
			cursor_to: '2026-07-02T00:00:00Z',
		});
		const fail = {
			workspace_id: workspace,
			run_id,
			kind: 'throttled',
			failure: 'ServiceTitan asked to slow down.',
		};
		expect(await call('fail_run', fail)).toMatchObject({
			outcome: 'failed',
			run: {
				run_id,
				status: 'failed',
				failure_kind: 'throttled',
				failure: 'ServiceTitan asked to slow down.',
				remaining: 2,
			},
		});
		expect(await state(workspace)).toMatchObject({
			sync_status: 'failed',
			last_error: 'ServiceTitan asked to slow down.',
			run_id: null,
			lease_expires_at: null,
			last_modified_cursor: before.last_modified_cursor,
			read_window: { page: 2 },
			contact_token: 't',
		});
		const left = await db.sql`select * from servicetitan_sync_handed_out where run_id = ${run_id}`;
		expect([...left]).toEqual([]);

		const written = await state(workspace);
		expect(await call('fail_run', { ...fail, failure: 'again' })).toEqual({
			outcome: 'already_closed',
			status: 'failed',
		});
		expect(await state(workspace)).toEqual(written);
		const next = await start(call, workspace);
		expect(next.answer).toMatchObject({ outcome: 'started', taken_over: null });
	});

	it('cannot fail once it is finished, nor finish once it failed', async () => {
		const workspace = await newWorkspace(call);
		const first = { workspace_id: workspace, run_id: (await start(call, workspace)).run_id };
		await call('finish_run', first);
		expect(await call('fail_run', first)).toEqual({
			outcome: 'already_closed',
			status: 'completed',
		});
		const second = { workspace_id: workspace, run_id: (await start(call, workspace)).run_id };
		await call('fail_run', { ...second, failure: 'It broke.' });
		expect(await call('finish_run', second)).toMatchObject({
			outcome: 'not_current',
			status: 'failed',
			closed_by: 'failed',
			reason: 'It broke.',
			holder: null,
		});
	});
});

describe("an Error Trigger, which knows its workflow and the failed execution's age", () => {
	it.each<[story: string, startedSecondsAgo: number, age: number | null, outcome: string]>([
		['fails the run from which the execution came', 100, 90, 'failed'],
		['leaves a run in peace that started after the execution', 80, 90, 'nothing_open'],
		['fails the open run when it does not know the age', 5, null, 'failed'],
	])('%s', async (_story, seconds, age_seconds, outcome) => {
		const workspace = await newWorkspace(call);
		const mine = ownConsumer();
		const { run_id } = await start(call, workspace, { consumer: mine });
		await startedAgo(run_id, seconds);
		const answer = await call('fail_run', {
			workflow_id: mine.workflowId,
			age_seconds,
			failure: 'x',
		});
		expect(answer.outcome).toBe(outcome);
		const runs = await db.sql`select status from servicetitan_sync_runs where run_id = ${run_id}`;
		expect([...runs]).toEqual([{ status: outcome === 'failed' ? 'failed' : 'running' }]);
	});

	it.each<[story: string, asked: Record<string, unknown>]>([
		['of another workflow', { workflow_id: 'another' }],
		['in a workspace where nothing runs', { workflow_id: 'w', workspace_id: 'nowhere' }],
		['with nothing to go by', {}],
		['with an id nobody knows', { run_id: randomUUID() }],
	])('finds nothing open %s', async (_story, asked) => {
		await start(call, await newWorkspace(call), { consumer: { ...consumer, workflowId: 'w' } });
		expect(await call('fail_run', { failure: 'x', ...asked })).toEqual({ outcome: 'nothing_open' });
	});
});

describe('a person releases a run', () => {
	it('with a reason, which the run is told when it comes back', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1']);
		const answer = await call('release_run', { workspace_id: workspace, reason: 'It hangs.' });
		expect(answer).toMatchObject({
			outcome: 'released',
			consumer_cleared: false,
			run: {
				run_id,
				status: 'failed',
				failure_kind: 'interrupted',
				failure: 'Released by a person: It hangs.',
				remaining: 1,
			},
		});
		expect(await state(workspace)).toMatchObject({ sync_status: 'idle', run_id: null, consumer });
		expect(await call('finish_run', { workspace_id: workspace, run_id })).toMatchObject({
			outcome: 'not_current',
			closed_by: 'released',
			reason: 'Released by a person: It hangs.',
		});
	});

	it('and takes over, so that the next Trigger owns the workspace', async () => {
		const workspace = await newWorkspace(call);
		await start(call, workspace);
		const answer = await call('release_run', { workspace_id: workspace, take_over: true });
		expect(answer).toMatchObject({ outcome: 'released', consumer_cleared: true });
		const reimported = ownConsumer();
		expect((await start(call, workspace, { consumer: reimported })).answer.outcome).toBe('started');
		expect(await state(workspace)).toMatchObject({ consumer: reimported });
	});

	it('where none is: only a status that hangs is set to idle', async () => {
		const workspace = await newWorkspace(call);
		const release = () => call('release_run', { workspace_id: workspace });
		await db.sql`update servicetitan_sync_state set sync_status = 'running' where workspace_id = ${workspace}`;
		expect(await release()).toMatchObject({
			outcome: 'released',
			run: null,
			consumer_cleared: false,
		});
		expect(await state(workspace)).toMatchObject({ sync_status: 'idle' });
		await db.sql`update servicetitan_sync_state set sync_status = 'failed', last_error = 'why' where workspace_id = ${workspace}`;
		await release();
		expect(await state(workspace)).toMatchObject({ sync_status: 'failed', last_error: 'why' });
		expect(await call('release_run', { workspace_id: 'nowhere' })).toMatchObject({
			outcome: 'unknown_workspace',
		});
	});
});
