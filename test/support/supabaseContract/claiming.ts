import { randomUUID } from 'node:crypto';

import {
	CONSUMER,
	letLeaseRunOut,
	newWorkspace,
	refusal,
	start,
	TENANT,
	write,
	row,
	at,
	commit,
} from './steps';
import type { Subject } from './subject';

export const claimingStories = (subject: () => Subject): void => {
	describe('claiming a workspace', () => {
		it('is answered with all the run needs to know', async () => {
			const workspace = await newWorkspace(subject());
			const { key, heard } = await start(subject(), workspace);
			expect(heard).toMatchObject({
				outcome: 'started',
				run_id: key.runId,
				workspace_id: workspace,
				cursor: null,
				window: null,
				contact_token: null,
				clock: null,
				newest_read_at: null,
				initial_sync_completed: false,
				lease_minutes: 10,
				delivered: { customer: {}, contact_method: {} },
				retries: [],
				failing: 0,
				taken_over: null,
			});
			expect(await subject().state(workspace)).toMatchObject({
				sync_status: 'running',
				run_id: key.runId,
				consumer: CONSUMER,
				committed_cursor: 'none',
			});
			expect(await subject().runRows(workspace)).toMatchObject([
				{ run_id: key.runId, status: 'running', mode: 'incremental', source: 'trigger' },
			]);
		});

		it('is refused while another run holds it, with who and since when', async () => {
			const workspace = await newWorkspace(subject());
			const { key, heard } = await start(subject(), workspace);
			expect(await refusal(start(subject(), workspace))).toMatchObject({
				code: 'running',
				workspace_id: workspace,
				holder: { run_id: key.runId, mode: 'incremental', source: 'trigger', consumer: CONSUMER },
			});
			expect(await subject().runRows(workspace)).toHaveLength(1);
			const again = await start(subject(), workspace, { runId: key.runId });
			expect({ ...again.heard, now: null }).toEqual({ ...heard, now: null });
		});

		it('with the id of a run that is over is refused', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.finish(key, { when: 'now' });
			const again = start(subject(), workspace, { runId: key.runId });
			expect(await refusal(again)).toMatchObject({ code: 'not_current', closed_by: 'finished' });
		});

		it.each([
			[
				'of nobody',
				{ workspaceId: 'nowhere' },
				{ code: 'unknown_workspace', workspace_id: 'nowhere' },
			],
			[
				'of another tenant',
				{ tenantId: 'T9' },
				{ code: 'other_tenant', tenant_id: TENANT.tenantId },
			],
			['of another environment', { environment: 'integration' }, { code: 'other_tenant' }],
		])('is refused for a workspace %s', async (_whose, asked, answer) => {
			const workspace = await newWorkspace(subject());
			expect(await refusal(start(subject(), workspace, asked))).toMatchObject(answer);
		});

		it('is refused to a second Trigger, not to a Sync node, and while the sync is paused', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.finish(key, { when: 'now' });
			const consumer = { ...CONSUMER, nodeId: 'node-2' };
			expect(await refusal(start(subject(), workspace, { consumer }))).toMatchObject({
				code: 'other_consumer',
				consumer: CONSUMER,
			});
			const sync = await start(subject(), workspace, { consumer, source: 'sync' });
			await subject().runs.finish(sync.key, { when: 'now' });
			expect((await subject().state(workspace)).consumer).toEqual(CONSUMER);
			await subject().changeState(workspace, { sync_enabled: false });
			expect(await refusal(start(subject(), workspace))).toMatchObject({ code: 'disabled' });
		});

		it('by the tenant alone finds its one workspace, and is refused where there are none or two', async () => {
			const tenantId = randomUUID();
			const first = await newWorkspace(subject(), { p_tenant_id: tenantId });
			const { key, heard } = await start(subject(), '', { tenantId });
			expect(heard.workspace_id).toBe(first);
			await subject().runs.finish(key, { when: 'now' });
			const second = await newWorkspace(subject(), { p_tenant_id: tenantId });
			expect(await refusal(start(subject(), '', { tenantId }))).toMatchObject({
				code: 'ambiguous_workspace',
				workspaces: [first, second].sort(),
			});
			expect(await refusal(start(subject(), '', { tenantId: 'nobody' }))).toMatchObject({
				code: 'unknown_workspace',
				workspace_id: null,
				tenant_id: 'nobody',
			});
		});

		it('tells the newest reading that any run has written, and never an older one', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await write(subject(), key, [row('1', { source_read_at: at(50) }), row('2')]);
			await write(subject(), key, [row('3', { source_read_at: at(20) })], { finish: 'now' });
			await write(subject(), { workspaceId: workspace, runId: null }, [
				row('4', { source_read_at: at(90) }),
			]);
			const { key: next, heard } = await start(subject(), workspace);
			expect(heard.newest_read_at).toBe(at(50));
			expect(heard.newest_read_ahead).toBeLessThan(0);
			await subject().runs.finish(next, { when: 'now', commit: commit({ cursor_to: at(60) }) });
			expect((await start(subject(), workspace)).heard.newest_read_ahead).toBeNull();
		});
	});

	describe('taking over', () => {
		it('closes the run that died, and tells the new one of it', async () => {
			const workspace = await newWorkspace(subject());
			const dead = await start(subject(), workspace);
			await letLeaseRunOut(subject(), workspace);
			const { key, heard } = await start(subject(), workspace);
			const failure = expect.stringMatching(
				/^The run gave no sign of life since \d{4}-\d\d-\d\d \d\d:\d\d UTC; the next run took over\.$/,
			);
			expect(heard).toMatchObject({
				lease_minutes: 10,
				taken_over: { run_id: dead.key.runId, failure, remaining: 0 },
			});
			expect(await subject().runRows(workspace)).toMatchObject([
				{
					run_id: dead.key.runId,
					status: 'failed',
					failure_kind: 'interrupted',
					failure,
					taken_over_by: key.runId,
				},
				{ run_id: key.runId, status: 'running' },
			]);
		});

		it('doubles the lease where customers were handed out, up to an hour, and says what is missing', async () => {
			const workspace = await newWorkspace(subject());
			const leases: unknown[] = [];
			for (const turn of [1, 2, 3, 4]) {
				const { key, heard } = await start(subject(), workspace, { leaseMinutes: 20 });
				leases.push(heard.lease_minutes);
				await subject().runs.checkpoint(key, { handedOut: ['1', `${turn + 1}`] });
				await letLeaseRunOut(subject(), workspace);
			}
			expect(leases).toEqual([20, 40, 60, 60]);
			const { heard } = await start(subject(), workspace);
			expect(heard.taken_over).toMatchObject({
				failure: expect.stringMatching(
					/^Handed out 2 customers, 2 never written: is there a filter/,
				),
				remaining: 2,
			});
		});

		it.each([
			['set sync_status to idle', { sync_status: 'idle' }, /^sync_status was set to idle by hand/],
			['emptied run_id', { run_id: null }, /^sync_status was set to running by hand/],
		])('happens once a person %s', async (_story, values, failure) => {
			const workspace = await newWorkspace(subject());
			const dead = await start(subject(), workspace);
			await subject().changeState(workspace, values);
			const { heard } = await start(subject(), workspace);
			expect(heard.taken_over).toMatchObject({
				run_id: dead.key.runId,
				failure: expect.stringMatching(failure),
			});
		});

		it('leaves nothing to the run that was taken over: every call of it is refused', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.checkpoint(key, { handedOut: ['1'] });
			await letLeaseRunOut(subject(), workspace);
			const { key: current } = await start(subject(), workspace);
			const taken = {
				code: 'not_current',
				status: 'failed',
				closed_by: 'taken_over',
				holder: { run_id: current.runId },
			};
			const { runs } = subject();
			expect(await refusal(runs.checkpoint(key, {}))).toMatchObject(taken);
			expect(await refusal(runs.finish(key, { when: 'now' }))).toMatchObject(taken);
			expect(await refusal(write(subject(), key, [row('1')]))).toMatchObject(taken);
			await runs.fail(key, 'unavailable', 'too late');
			expect(await subject().contactRows(workspace)).toEqual([]);
			expect(await subject().runRows(workspace)).toMatchObject([
				{ failure_kind: 'interrupted' },
				{ status: 'running', failure: null },
			]);
			expect((await subject().state(workspace)).run_id).toBe(current.runId);
		});
	});
};
