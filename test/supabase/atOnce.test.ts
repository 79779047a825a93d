import postgres, { type Sql } from 'postgres';
import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith, type Answer, type Arguments, type Call } from './support/callers';
import { row, upsert } from './support/rows';
import { consumer, handedOut, newWorkspace, start, tenant } from './support/runs';

/** Fifty connections, all open before anything begins, so that calls really meet. */
const FIFTY = 50;

let db: FreshDatabase;
let call: Call;
let many: Sql;
let crowd: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
	many = postgres(db.pgUrl, { max: FIFTY, onnotice: () => undefined });
	await Promise.all(Array.from({ length: FIFTY }, () => many`select pg_sleep(0.3)`));
	crowd = callerOf(many);
});
afterAll(async () => {
	await many.end();
	await db.drop();
});

const fifty = <Out>(each: (place: number) => Promise<Out>): Promise<Out[]> =>
	Promise.all(Array.from({ length: FIFTY }, (_, place) => each(place)));

const runsOf = async (workspace: string) =>
	await db.sql`
		select run_id, status, failure_kind, taken_over_by, created, remaining from servicetitan_sync_runs
		where workspace_id = ${workspace} order by started_at, run_id`;

const stateOf = async (workspace: string) => {
	const [state] =
		await db.sql`select * from servicetitan_sync_state where workspace_id = ${workspace}`;
	return state ?? {};
};

const outcomesOf = (answers: Answer[]): Record<string, number> => {
	const counted: Record<string, number> = {};
	for (const { outcome } of answers) counted[outcome] = (counted[outcome] ?? 0) + 1;
	return counted;
};

const expire = (workspace: string) =>
	db.sql`update servicetitan_sync_state set lease_expires_at = now() - interval '1 millisecond' where workspace_id = ${workspace}`;

describe('50 starts at once, 20 times', () => {
	it('exactly one runs; the others hear who and since when, and write nothing', async () => {
		for (let round = 1; round <= 20; round += 1) {
			const workspace = await newWorkspace(call);
			const runs = await fifty(() => start(crowd, workspace));
			const answers = runs.map(({ answer }) => answer);
			expect([round, outcomesOf(answers)]).toEqual([round, { started: 1, running: 49 }]);
			const winner = runs.find(({ answer }) => answer.outcome === 'started');
			for (const { answer } of runs.filter((run) => run !== winner)) {
				expect(answer.holder).toMatchObject({
					run_id: winner?.run_id,
					started_at: winner?.answer.started_at,
					consumer,
				});
			}
			expect(await runsOf(workspace)).toMatchObject([
				{ run_id: winner?.run_id, status: 'running' },
			]);
			expect(await stateOf(workspace)).toMatchObject({ run_id: winner?.run_id });
		}
	});

	it('when the lease has just run out: one takes over, and the dead run is recorded once', async () => {
		for (let round = 1; round <= 20; round += 1) {
			const workspace = await newWorkspace(call);
			const dead = await handedOut(call, workspace, ['1', '2']);
			await expire(workspace);
			const runs = await fifty(() => start(crowd, workspace));
			expect([round, outcomesOf(runs.map(({ answer }) => answer))]).toEqual([
				round,
				{ started: 1, running: 49 },
			]);
			const winner = runs.find(({ answer }) => answer.outcome === 'started');
			expect(await runsOf(workspace)).toMatchObject([
				{
					run_id: dead.run_id,
					status: 'failed',
					failure_kind: 'interrupted',
					taken_over_by: winner?.run_id,
					remaining: 2,
				},
				{ run_id: winner?.run_id, status: 'running', taken_over_by: null },
			]);
		}
	});

	it('with the same id, as one call that is repeated: all hear of the same run, which is there once', async () => {
		const workspace = await newWorkspace(call);
		const run_id = randomUUID();
		const runs = await fifty(() => start(crowd, workspace, { run_id }));
		const said = new Set(
			runs.map(({ answer }) => JSON.stringify([answer.outcome, answer.run_id, answer.started_at])),
		);
		expect([...said]).toEqual([JSON.stringify(['started', run_id, runs[0]?.answer.started_at])]);
		expect(await runsOf(workspace)).toHaveLength(1);
	});

	it('of a workspace that is set up 50 times at the same moment', async () => {
		const workspace_id = `new ${randomUUID()}`;
		const set = await fifty(() => crowd('set_up_workspace', { workspace_id, ...tenant }));
		expect(outcomesOf(set)).toEqual({ created: 1, unchanged: 49 });
		const runs = await fifty(() => start(crowd, workspace_id));
		expect(outcomesOf(runs.map(({ answer }) => answer))).toEqual({ started: 1, running: 49 });
	});
});

describe('50 calls at once of one run', () => {
	it('the same batch: it is written and counted once, and all hear the same', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2', '3']);
		const batch = { run_id, batch_id: randomUUID() };
		const answers = await fifty(() => upsert(crowd, workspace, [row('1'), row('2')], batch));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toMatchObject({ counts: { created: 2 }, remaining: 1 });
		expect(await runsOf(workspace)).toMatchObject([{ created: 2 }]);
		const contacts = await db.sql`select crm_id from contacts where workspace_id = ${workspace}`;
		expect(contacts).toHaveLength(2);
	});

	it('fifty batches of one customer each: the last to arrive ends the run, once', async () => {
		const workspace = await newWorkspace(call);
		const ids = Array.from({ length: FIFTY }, (_, n) => String(n + 1));
		const { run_id } = await handedOut(call, workspace, ids);
		const options = { finish: 'when_all_arrived' };
		const answers = await fifty((n) =>
			upsert(crowd, workspace, [row(String(n + 1))], { run_id, batch_id: randomUUID(), options }),
		);
		expect(outcomesOf(answers.map(({ run }) => run as Answer))).toEqual({
			waiting: 49,
			finished: 1,
		});
		expect(await runsOf(workspace)).toMatchObject([
			{ status: 'completed', created: 50, remaining: 0 },
		]);
		expect(await stateOf(workspace)).toMatchObject({ total_customers_synced: '50', run_id: null });
	});

	it('the finish: it ends once, and all hear the same', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await upsert(call, workspace, [row('1')], { run_id });
		const commit = { cursor_to: '2026-07-01T12:00:00Z' };
		const answers = await fifty(() =>
			crowd('finish_run', { workspace_id: workspace, run_id, commit }),
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toMatchObject({ outcome: 'finished' });
		expect(await stateOf(workspace)).toMatchObject({ total_customers_synced: '1' });
	});
});

describe('everything at once', () => {
	/** What somebody may do to a run at any moment. */
	const deeds: Array<(workspace_id: string, run_id: string) => [name: string, args: Arguments]> = [
		(workspace_id) => [
			'start_run',
			{
				workspace_id,
				run_id: randomUUID(),
				mode: 'incremental',
				source: 'sync',
				consumer,
				...tenant,
			},
		],
		(workspace_id, run_id) => ['fail_run', { workspace_id, run_id, failure: 'It failed.' }],
		() => ['fail_run', { workflow_id: consumer.workflowId, failure: 'The workflow failed.' }],
		(workspace_id) => ['release_run', { workspace_id, reason: 'It hangs.', take_over: true }],
		(workspace_id, run_id) => ['finish_run', { workspace_id, run_id, when: 'now' }],
		(workspace_id, run_id) => ['checkpoint_run', { workspace_id, run_id, handed_out: ['1', '2'] }],
		(workspace_id, run_id) => [
			'upsert_contacts',
			{ workspace_id, run_id, rows: [row('1'), row('2')], options: { finish: 'when_all_arrived' } },
		],
		(workspace_id) => [
			'reset_cursor',
			{ workspace_id, cursor: '2026-07-01T12:00:00Z', reason: 'Why not.' },
		],
		(workspace_id) => ['set_enabled', { workspace_id, enabled: true }],
		(workspace_id) => ['set_up_workspace', { workspace_id, ...tenant }],
	];

	it('start, fail, release, finish, checkpoint, batch, reset of two workspaces: no deadlock, and what is left agrees', async () => {
		for (let round = 1; round <= 20; round += 1) {
			const runs = [
				await start(call, await newWorkspace(call)),
				await start(call, await newWorkspace(call)),
			];
			const answers = await fifty((place) => {
				const { workspace_id, run_id } = runs[place % 2] ?? { workspace_id: '', run_id: '' };
				const deed = deeds[Math.floor(place / 2) % deeds.length];
				return deed ? crowd(...deed(workspace_id, run_id)) : Promise.reject(new Error('No deed'));
			});
			expect(answers).toHaveLength(FIFTY);
			for (const { workspace_id } of runs) await seeThatAllAgrees(workspace_id);
		}
	});

	/** The state names a run if and only if exactly that one is running. */
	async function seeThatAllAgrees(workspace: string): Promise<void> {
		const { run_id, sync_status } = await stateOf(workspace);
		const running = (await runsOf(workspace)).filter(({ status }) => status === 'running');
		expect(running.map((run) => run.run_id as string)).toEqual(run_id === null ? [] : [run_id]);
		expect(sync_status === 'running').toBe(run_id !== null);
		const [strays] = await db.sql`
			select count(*)::int as n from servicetitan_sync_handed_out h join servicetitan_sync_runs r using (run_id)
			where r.workspace_id = ${workspace} and r.status <> 'running'`;
		expect(strays?.n).toBe(0);
	}
});

describe('two workspaces', () => {
	it('do not wait for each other: one starts, writes and finishes while the other is held fast', async () => {
		const [held, free] = [await newWorkspace(call), await newWorkspace(call)];
		const holding = await start(call, held);
		await db.sql.begin(async (transaction) => {
			await callWith(transaction, 'upsert_contacts', {
				workspace_id: held,
				rows: [row('1')],
				run_id: holding.run_id,
			});
			// The lock of the one workspace stays until this transaction ends; whoever had to wait for it gives up.
			const quick = postgres(db.pgUrl, { max: 1, connection: { lock_timeout: 500 } });
			const impatient = callerOf(quick);
			const { run_id, answer } = await start(impatient, free);
			expect(answer.outcome).toBe('started');
			const written = await upsert(impatient, free, [row('1')], {
				run_id,
				options: { finish: 'when_all_arrived' },
			});
			expect(written.run).toMatchObject({ outcome: 'finished' });
			// The measure works: the held one does have to wait.
			await expect(start(impatient, held)).rejects.toMatchObject({ code: '55P03' });
			await quick.end();
		});
	});
});
