import { randomUUID } from 'node:crypto';
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

const state = async (workspace: string) => {
	const [found] = await db.sql`
		select *, servicetitan_iso(last_modified_cursor) as cursor from servicetitan_sync_state where workspace_id = ${workspace}`;
	return found ?? {};
};
const cursor = '2026-07-01T00:00:00.000000Z';
const later = '2026-07-01T00:15:00.000000Z';

describe('a run on its way', () => {
	it('notes what it hands out once, however often it says so, and what it read', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		const checkpoint = { workspace_id: workspace, run_id, handed_out: ['1', '2'], fetched: 2 };
		await call('checkpoint_run', checkpoint);
		await call('checkpoint_run', checkpoint);
		const last = await call('checkpoint_run', {
			...checkpoint,
			handed_out: ['2', '3'],
			fetched: 3,
		});
		expect(last).toMatchObject({ outcome: 'ok', now: expect.any(String) });
		const runs =
			await db.sql`select handed_out, fetched from servicetitan_sync_runs where run_id = ${run_id}`;
		expect([...runs]).toEqual([{ handed_out: 3, fetched: 3 }]);
	});

	it('is not found where nobody set the workspace up', async () => {
		const where = { workspace_id: 'nowhere', run_id: randomUUID() };
		expect(await call('checkpoint_run', where)).toMatchObject({ outcome: 'unknown_workspace' });
		expect(await call('finish_run', where)).toMatchObject({ outcome: 'unknown_workspace' });
	});
});

describe('a run finishes', () => {
	it('when all that it handed out has come back, and not before', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2', '3'], { cursor_to: cursor });
		const options = { finish: 'when_all_arrived' };
		const first = await upsert(call, workspace, [row('1')], { run_id, options });
		expect(first).toMatchObject({ remaining: 2, run: { outcome: 'waiting', remaining: 2 } });
		const aside = { crm_id: '2', set_aside: 'skipped', reason: 'left out by Write When' };
		const second = await upsert(call, workspace, [aside], { run_id, options });
		expect(second).toMatchObject({ remaining: 1, run: { outcome: 'waiting', remaining: 1 } });
		expect(await state(workspace)).toMatchObject({ cursor: null, sync_status: 'running' });
		const third = await upsert(call, workspace, [row('3')], { run_id, options });
		expect(third).toMatchObject({
			remaining: 0,
			run: {
				outcome: 'finished',
				cursor_moved_by_user: false,
				failed_rows: [],
				run: {
					run_id,
					workspace_id: workspace,
					mode: 'incremental',
					status: 'completed',
					cursor_from: null,
					cursor_to: cursor,
					fetched: 3,
					created: 2,
					skipped: 1,
					failed: 0,
					remaining: 0,
				},
			},
		});
		expect(await state(workspace)).toMatchObject({
			cursor,
			sync_status: 'completed',
			run_id: null,
			lease_expires_at: null,
			last_error: null,
			last_sync_created: 2,
			total_customers_synced: '2',
			last_success_at: expect.any(Date),
		});
		const left = await db.sql`select * from servicetitan_sync_handed_out where run_id = ${run_id}`;
		expect([...left]).toEqual([]);
	});

	it('on purpose, and counts what never came as left out', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2', '3'], { cursor_to: cursor });
		await upsert(call, workspace, [row('1')], { run_id });
		const waiting = await call('finish_run', { workspace_id: workspace, run_id });
		expect(waiting).toEqual({ outcome: 'waiting', remaining: 2 });
		const finished = await call('finish_run', { workspace_id: workspace, run_id, when: 'now' });
		expect(finished).toMatchObject({
			outcome: 'finished',
			run: { created: 1, skipped: 2, remaining: 0, note: '2 customers were left out on purpose.' },
		});
		expect((await state(workspace)).cursor).toBe(cursor);
	});

	it('once: a repeated call hears the first answer, also after the next run', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		const finish = { workspace_id: workspace, run_id, commit: { cursor_to: cursor }, fetched: 4 };
		const first = await call('finish_run', finish);
		expect(first).toMatchObject({ outcome: 'finished', run: { fetched: 4 } });
		const next = await start(call, workspace);
		await call('finish_run', { ...finish, run_id: next.run_id, commit: { cursor_to: later } });
		const written = await state(workspace);
		expect(await call('finish_run', finish)).toEqual(first);
		expect(await state(workspace)).toEqual(written);
	});

	it('and says what is wrong when rows failed, until a run goes well', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		const broken = { crm_id: '1', set_aside: 'failed', reason: 'The item cannot be read.' };
		const answer = await upsert(call, workspace, [broken, row('2')], {
			run_id,
			options: { finish: 'now' },
		});
		expect(answer.run).toMatchObject({
			run: { status: 'completed_with_failures', failed: 1, created: 1 },
			failed_rows: [{ crm_id: '1', reason: 'The item cannot be read.' }],
		});
		expect(await state(workspace)).toMatchObject({
			last_error: '1 row could not be written: see servicetitan_sync_failures',
			last_sync_errors: 1,
		});
		const next = await start(call, workspace);
		await upsert(call, workspace, [row('2')], { run_id: next.run_id, options: { finish: 'now' } });
		expect(await state(workspace)).toMatchObject({ last_error: null, last_sync_errors: 0 });
	});

	it('also after a person set sync_status to idle, as long as nobody took over', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await db.sql`update servicetitan_sync_state set sync_status = 'idle' where workspace_id = ${workspace}`;
		const answer = await call('finish_run', {
			workspace_id: workspace,
			run_id,
			commit: { cursor_to: cursor },
		});
		expect(answer.outcome).toBe('finished');
		expect(await state(workspace)).toMatchObject({ sync_status: 'completed', cursor });
	});
});

describe('a finished run is remembered', () => {
	it('in what it delivered, per stream, without earlier versions too old to be read again', async () => {
		const workspace = await newWorkspace(call);
		const first = await start(call, workspace);
		await call('finish_run', {
			workspace_id: workspace,
			run_id: first.run_id,
			commit: {
				delivered: {
					customer: { '1': '2026-07-01T00:00:00.0000001Z', '2': '2026-07-01T00:05:00.0000000Z' },
					contact_method: { '1': '2026-07-01T00:00:00.0000000Z' },
				},
				delivered_since: { customer: '2026-07-01T00:00:00.0000000Z' },
			},
		});
		const second = await start(call, workspace);
		expect(second.answer.delivered).toEqual({
			customer: { '1': '2026-07-01T00:00:00.0000001Z', '2': '2026-07-01T00:05:00.0000000Z' },
			contact_method: { '1': '2026-07-01T00:00:00.0000000Z' },
		});
		await call('finish_run', {
			workspace_id: workspace,
			run_id: second.run_id,
			commit: {
				delivered: { customer: { '2': '2026-07-01T00:06:00.0000000Z' }, contact_method: null },
				delivered_since: {
					customer: '2026-07-01T00:00:00.0000002Z',
					contact_method: '2026-07-01T00:00:00.0000000Z',
				},
			},
		});
		expect((await start(call, workspace)).answer.delivered).toEqual({
			customer: { '2': '2026-07-01T00:06:00.0000000Z' },
			contact_method: { '1': '2026-07-01T00:00:00.0000000Z' },
		});
	});

	it('in customers that are gone, which are not tried again, and in the initial sync', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await db.sql`
			insert into servicetitan_sync_failures (workspace_id, crm_id, first_failed_at) values
				(${workspace}, '1', now() - interval '2 hours'), (${workspace}, '2', now() - interval '2 hours'),
				(${workspace}, '3', now())`;
		const answer = await call('finish_run', {
			workspace_id: workspace,
			run_id,
			commit: { gone: ['1', '3'], initial_sync_completed: true },
		});
		expect(answer).toMatchObject({ run: { initial_sync_completed: true } });
		const failures =
			await db.sql`select crm_id, status from servicetitan_sync_failures where workspace_id = ${workspace} order by 1`;
		expect([...failures]).toEqual([
			{ crm_id: '1', status: 'gone' },
			{ crm_id: '2', status: 'open' },
			// Right after a write it may not be there for a while.
			{ crm_id: '3', status: 'open' },
		]);
		expect((await start(call, workspace)).answer).toMatchObject({
			initial_sync_completed: true,
			retries: ['2', '3'],
			failing: 2,
		});
	});

	it('with the commit of its last checkpoint, and without batches older than two days', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		const where = { workspace_id: workspace, run_id };
		await call('checkpoint_run', { ...where, commit: { cursor_to: later } });
		await call('checkpoint_run', { ...where, commit: { cursor_to: cursor } });
		await call('checkpoint_run', where);
		await db.sql`insert into servicetitan_sync_batches (batch_id, workspace_id, result, created_at) values
			(gen_random_uuid(), ${workspace}, '"old"', now() - interval '49 hours'),
			(gen_random_uuid(), ${workspace}, '"recent"', now() - interval '47 hours')`;
		expect(await call('finish_run', where)).toMatchObject({ run: { cursor_to: cursor } });
		const batches =
			await db.sql`select result from servicetitan_sync_batches where workspace_id = ${workspace}`;
		expect([...batches]).toEqual([{ result: 'recent' }]);
	});
});
