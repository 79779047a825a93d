import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Answer, type Call } from './support/callers';
import { row, spoken, upsert } from './support/rows';
import { handedOut, newWorkspace, start, type Run } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const expire = (workspace: string) =>
	db.sql`update servicetitan_sync_state set lease_expires_at = now() - interval '1 second' where workspace_id = ${workspace}`;

describe('a zombie, after its workspace was taken over', () => {
	const zombie = async (): Promise<{ dead: Run; next: Run; workspace_id: string }> => {
		const workspace_id = await newWorkspace(call);
		const dead = await handedOut(call, workspace_id, ['1', '2'], {
			cursor_to: '2026-07-01T00:00:00Z',
		});
		await expire(workspace_id);
		return { dead, next: await handedOut(call, workspace_id, ['1', '2']), workspace_id };
	};
	const everything = async () => ({
		contacts: [...(await db.sql`select * from contacts order by id`)],
		state: [...(await db.sql`select * from servicetitan_sync_state order by workspace_id`)],
		runs: [...(await db.sql`select * from servicetitan_sync_runs order by run_id`)],
		handedOut: [
			...(await db.sql`select * from servicetitan_sync_handed_out order by run_id, crm_id`),
		],
		failures: [...(await db.sql`select * from servicetitan_sync_failures order by 1, 2`)],
		batches: [...(await db.sql`select * from servicetitan_sync_batches order by 1`)],
	});
	const commit = { cursor_to: '2026-07-01T00:00:00Z', window: { page: 2 }, contact_token: 'x' };

	it.each<
		[
			story: string,
			calls: (workspace_id: string, run_id: string) => Promise<Answer>,
			outcome: string,
		]
	>([
		['writes no contact', (w, run_id) => upsert(call, w, [row('1')], { run_id }), 'not_current'],
		[
			'writes no contact and does not finish in the same call',
			(w, run_id) => upsert(call, w, [row('1')], { run_id, options: { finish: 'now' } }),
			'not_current',
		],
		[
			'gives no sign of life',
			(workspace_id, run_id) =>
				call('checkpoint_run', { workspace_id, run_id, handed_out: ['9'], commit, fetched: 9 }),
			'not_current',
		],
		[
			'does not finish',
			(workspace_id, run_id) => call('finish_run', { workspace_id, run_id, commit, when: 'now' }),
			'not_current',
		],
		[
			'does not fail the run that goes on',
			(workspace_id, run_id) => call('fail_run', { workspace_id, run_id, failure: 'x' }),
			'already_closed',
		],
		[
			'does not start again',
			async (workspace_id, run_id) => (await start(call, workspace_id, { run_id })).answer,
			'not_current',
		],
	])('%s', async (_story, calls, outcome) => {
		const { dead, next, workspace_id } = await zombie();
		const before = await everything();
		const answer = await calls(workspace_id, dead.run_id);
		expect(answer).toMatchObject({ outcome, status: 'failed' });
		if (outcome === 'not_current') {
			expect(answer).toMatchObject({
				closed_by: 'taken_over',
				reason: expect.stringContaining('never written'),
				holder: { run_id: next.run_id },
			});
		}
		expect(await everything()).toEqual(before);
	});

	it('leaves the living run in peace, which writes and finishes', async () => {
		const { dead, next, workspace_id } = await zombie();
		await upsert(call, workspace_id, [row('1')], { run_id: dead.run_id });
		const answer = await upsert(call, workspace_id, [row('1'), row('2')], {
			run_id: next.run_id,
			options: { finish: 'when_all_arrived' },
		});
		expect(spoken(answer)).toEqual(['created', 'created']);
		expect(answer.run).toMatchObject({
			outcome: 'finished',
			run: { status: 'completed', created: 2 },
		});
	});
});
