import { CONSUMER, newWorkspace, start } from './steps';
import type { Subject } from './subject';

export const failingStories = (subject: () => Subject): void => {
	const fail = async (args: object) =>
		(await subject().call('servicetitan_fail_run', { ...args })) as Record<string, unknown>;
	const release = async (args: object) =>
		(await subject().call('servicetitan_release_run', { ...args })) as Record<string, unknown>;

	describe('a run that fails', () => {
		it('is recorded in words, sets the workspace free, and the cursor stays', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.checkpoint(key, { handedOut: ['1', '2'] });
			await subject().runs.fail(key, 'throttled', 'ServiceTitan asked to slow down.');
			expect(await subject().runRows(workspace)).toMatchObject([
				{
					...{ status: 'failed', failure_kind: 'throttled', remaining: 2, cursor_to: null },
					failure: 'ServiceTitan asked to slow down.',
				},
			]);
			expect(await subject().state(workspace)).toMatchObject({
				...{ sync_status: 'failed', run_id: null, lease_expires_at: null },
				...{ last_error: 'ServiceTitan asked to slow down.', last_run_id: key.runId },
				last_modified_cursor: null,
			});
			expect(await subject().awaited(key.runId)).toEqual([]);
			expect((await start(subject(), workspace)).heard.taken_over).toBeNull();
		});

		it('twice, or after it finished, stays what it was', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			const ids = { p_workspace_id: workspace, p_run_id: key.runId };
			expect(await fail({ ...ids, p_failure: ' ' })).toMatchObject({ outcome: 'failed' });
			expect(await fail({ ...ids, p_failure: 'again' })).toEqual({
				outcome: 'already_closed',
				status: 'failed',
			});
			expect(await subject().runRows(workspace)).toMatchObject([
				{ failure_kind: 'unavailable', failure: 'The run failed without saying why.' },
			]);
			const next = await start(subject(), workspace);
			await subject().runs.finish(next.key, { when: 'now' });
			await subject().runs.fail(next.key, 'defect', 'too late');
			expect((await subject().state(workspace)).sync_status).toBe('completed');
		});

		it('is found by its workflow, unless it is younger than the execution that failed', async () => {
			const workspace = await newWorkspace(subject());
			const consumer = { ...CONSUMER, workflowId: `workflow of ${workspace}` };
			const { key } = await start(subject(), workspace, { consumer });
			const byWorkflow = { p_workflow_id: consumer.workflowId, p_failure: 'It broke.' };
			const older = { ...byWorkflow, p_age_seconds: 3600 };
			expect(await fail(older)).toEqual({ outcome: 'nothing_open' });
			expect(await fail({ p_workflow_id: 'another', p_failure: 'x' })).toEqual({
				outcome: 'nothing_open',
			});
			const elsewhere = { ...byWorkflow, p_workspace_id: 'another' };
			expect(await fail(elsewhere)).toEqual({ outcome: 'nothing_open' });
			const byNode = { ...byWorkflow, p_node_name: 'Another Trigger' };
			expect(await fail(byNode)).toEqual({ outcome: 'nothing_open' });
			expect(await fail(byWorkflow)).toMatchObject({
				outcome: 'failed',
				run: { run_id: key.runId, failure: 'It broke.' },
			});
			expect(await fail(byWorkflow)).toEqual({ outcome: 'nothing_open' });
		});
	});

	describe('a person who releases a run', () => {
		it('sets the workspace free and names the reason', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			const failure = 'Released by a person: it hangs';
			const answer = await release({ p_workspace_id: workspace, p_reason: ' it hangs ' });
			expect(answer).toMatchObject({
				...{ outcome: 'released', consumer_cleared: false },
				run: { run_id: key.runId, status: 'failed', failure_kind: 'interrupted', failure },
			});
			expect(await subject().state(workspace)).toMatchObject({
				...{ sync_status: 'idle', run_id: null, last_error: failure, consumer: CONSUMER },
			});
			await expect(subject().runs.checkpoint(key, {})).rejects.toMatchObject({
				code: 'not_current',
				facts: { closed_by: 'released', reason: failure },
			});
		});

		it('makes room for another Trigger where asked to, also while nothing runs', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.finish(key, { when: 'now' });
			const answer = await release({ p_workspace_id: workspace, p_take_over: true });
			expect(answer).toEqual({
				...{ outcome: 'released', workspace_id: workspace },
				...{ run: null, consumer_cleared: true },
			});
			expect((await subject().state(workspace)).sync_status).toBe('completed');
			const consumer = { ...CONSUMER, nodeId: 'node-2' };
			expect((await start(subject(), workspace, { consumer })).heard.outcome).toBe('started');
		});
	});
};
