import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { row, upsert } from './support/rows';
import { handedOut, newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const expire = (workspace: string) =>
	db.sql`update servicetitan_sync_state set lease_expires_at = now() - interval '1 second' where workspace_id = ${workspace}`;
const setIdle = (workspace: string) =>
	db.sql`update servicetitan_sync_state set sync_status = 'idle' where workspace_id = ${workspace}`;
const runOf = async (run_id: string) => {
	const [found] = await db.sql`select * from servicetitan_sync_runs where run_id = ${run_id}`;
	return found ?? {};
};

describe('a run whose process died', () => {
	it('keeps its workspace until its lease expires, then the next takes over and says so', async () => {
		const workspace = await newWorkspace(call);
		const dead = await start(call, workspace);
		expect((await start(call, workspace)).answer.outcome).toBe('running');
		await expire(workspace);
		const next = await start(call, workspace);
		expect(next.answer).toMatchObject({
			outcome: 'started',
			lease_minutes: 10,
			taken_over: {
				run_id: dead.run_id,
				started_at: dead.answer.started_at,
				failure: expect.stringMatching(
					/^The run gave no sign of life since 2.* UTC; the next run took over\.$/,
				),
				remaining: 0,
			},
		});
		expect(await runOf(dead.run_id)).toMatchObject({
			status: 'failed',
			failure_kind: 'interrupted',
			taken_over_by: next.run_id,
			finished_at: expect.any(Date),
		});
		const again = await start(call, workspace, { run_id: next.run_id });
		expect(again.answer.taken_over).toEqual(next.answer.taken_over);
	});

	it('with customers in the hands of its workflow: asks for a filter in between, and doubles the lease', async () => {
		const workspace = await newWorkspace(call);
		const leases: unknown[] = [];
		const starts = [await handedOut(call, workspace, ['1', '2', '3'])];
		await upsert(call, workspace, [row('2')], { run_id: starts[0]?.run_id });
		for (let times = 0; times < 5; times += 1) {
			await expire(workspace);
			const next = await handedOut(call, workspace, ['1', '3']);
			leases.push(next.answer.lease_minutes);
			starts.push(next);
		}
		expect(starts[1]?.answer.taken_over).toMatchObject({
			failure:
				'Handed out 3 customers, 2 never written: is there a filter, or a node that removes `sync`, between the Trigger and Supabase Contact Upsert, or was n8n stopped meanwhile?',
			remaining: 2,
		});
		expect(leases).toEqual([20, 40, 60, 60, 60]);
		expect(await runOf(starts[0]?.run_id ?? '')).toMatchObject({ handed_out: 3, remaining: 2 });
		const kept =
			await db.sql`select distinct run_id from servicetitan_sync_handed_out where run_id = any(${starts.map(({ run_id }) => run_id)})`;
		expect([...kept]).toEqual([{ run_id: starts.at(-1)?.run_id }]);
	});

	it('and the lease is short again after a run that went well', async () => {
		const workspace = await newWorkspace(call);
		await handedOut(call, workspace, ['1']);
		await expire(workspace);
		const { run_id, answer } = await start(call, workspace);
		expect(answer.lease_minutes).toBe(20);
		await call('finish_run', { workspace_id: workspace, run_id });
		expect((await start(call, workspace)).answer.lease_minutes).toBe(10);
	});

	it('that a person set to idle by SQL makes way at once', async () => {
		const workspace = await newWorkspace(call);
		const dead = await start(call, workspace);
		await setIdle(workspace);
		const next = await start(call, workspace);
		expect(next.answer).toMatchObject({
			outcome: 'started',
			taken_over: {
				run_id: dead.run_id,
				failure:
					'sync_status was set to idle by hand while the run went on; the next run took over.',
			},
		});
	});

	it('whose run_id a person emptied by SQL is refused from then on, and closed by the next', async () => {
		const workspace_id = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace_id, ['1']);
		await db.sql`update servicetitan_sync_state set run_id = null, sync_status = 'idle' where workspace_id = ${workspace_id}`;
		expect(await call('finish_run', { workspace_id, run_id, when: 'now' })).toMatchObject({
			outcome: 'not_current',
			closed_by: 'released',
			holder: null,
		});
		expect((await start(call, workspace_id)).answer).toMatchObject({
			outcome: 'started',
			taken_over: { run_id, remaining: 1 },
		});
		expect(await runOf(run_id)).toMatchObject({ status: 'failed' });
	});

	it('but is alive after all: it renews its lease as long as nobody took over', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await expire(workspace);
		const renewed = await call('checkpoint_run', { workspace_id: workspace, run_id });
		expect(renewed.outcome).toBe('ok');
		expect(Date.parse(String(renewed.lease_expires_at))).toBe(
			Date.parse(String(renewed.now)) + 10 * 60_000,
		);
		expect((await start(call, workspace)).answer.outcome).toBe('running');
	});

	it('renewing does not undo what a person set: the next start still takes over', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await setIdle(workspace);
		expect((await call('checkpoint_run', { workspace_id: workspace, run_id })).outcome).toBe('ok');
		expect((await start(call, workspace)).answer.outcome).toBe('started');
	});
});
