import postgres from 'postgres';
import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { consumer, newWorkspace, start, tenant } from './support/runs';

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

describe('a run starts', () => {
	it('and hears all it needs to know', async () => {
		const workspace = await newWorkspace(call, {
			timezone: 'America/Chicago',
			business_hours: { from: '06:00', to: '20:00' },
		});
		const { run_id, answer } = await start(call, workspace, { lease_minutes: 7 });
		expect(answer).toEqual({
			outcome: 'started',
			run_id,
			workspace_id: workspace,
			started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
			now: expect.any(String),
			lease_expires_at: expect.any(String),
			lease_minutes: 7,
			cursor: null,
			window: null,
			contact_token: null,
			backfill: null,
			clock: null,
			newest_read_at: null,
			newest_read_ahead: null,
			initial_sync_completed: false,
			timezone: 'America/Chicago',
			business_hours: { from: '06:00', to: '20:00' },
			delivered: { customer: {}, contact_method: {} },
			retries: [],
			failing: 0,
			taken_over: null,
		});
		const lasts =
			Date.parse(String(answer.lease_expires_at)) - Date.parse(String(answer.started_at));
		expect(lasts).toBe(7 * 60_000);
		expect(await state(workspace)).toMatchObject({ sync_status: 'running', run_id, consumer });
		const runs = await db.sql`select * from servicetitan_sync_runs where run_id = ${run_id}`;
		expect(runs).toMatchObject([
			{
				workspace_id: workspace,
				mode: 'incremental',
				source: 'trigger',
				status: 'running',
				consumer,
			},
		]);
	});

	it('without naming the workspace, when the tenant has one', async () => {
		await newWorkspace(call, { workspace_id: 'alone', tenant_id: 'T1' });
		const { answer } = await start(call, '', { tenant_id: 'T1' });
		expect(answer).toMatchObject({ outcome: 'started', workspace_id: 'alone' });
	});

	it('twice with the same id, as after a lost answer: it hears the same again, and nothing moves', async () => {
		const workspace = await newWorkspace(call);
		const first = await start(call, workspace);
		const written = await state(workspace);
		const second = await start(call, workspace, { run_id: first.run_id });
		expect({ ...second.answer, now: null }).toEqual({ ...first.answer, now: null });
		expect(await state(workspace)).toEqual(written);
	});

	it('and gives a workspace of the old system, which knows no tenant, to the caller', async () => {
		await db.sql`insert into servicetitan_sync_state (workspace_id) values ('older')`;
		expect((await start(call, 'older')).answer.outcome).toBe('started');
		expect(await state('older')).toMatchObject(tenant);
	});

	it('in the node that does everything itself, without asking who the consumer is', async () => {
		const workspace = await newWorkspace(call);
		const sync = await start(call, workspace, { source: 'sync', consumer: { workflowId: 'w2' } });
		expect(sync.answer.outcome).toBe('started');
		expect(await state(workspace)).toMatchObject({ consumer: null });
	});
});

describe('a run does not start', () => {
	it.each<[story: string, asked: Record<string, unknown>, answer: Record<string, unknown>]>([
		['in a workspace nobody set up', { workspace_id: 'nowhere' }, { outcome: 'unknown_workspace' }],
		[
			'for a tenant without a workspace',
			{ workspace_id: null, tenant_id: 'T9' },
			{ outcome: 'unknown_workspace', tenant_id: 'T9' },
		],
		[
			'for a tenant with two',
			{ workspace_id: null, tenant_id: 'T2' },
			{ outcome: 'ambiguous_workspace', workspaces: ['t2-a', 't2-b'] },
		],
		[
			"with another tenant's credential",
			{ workspace_id: 't2-a', tenant_id: 'T3' },
			{ outcome: 'other_tenant', tenant_id: 'T2', environment: 'production' },
		],
		[
			'with a credential of the integration environment',
			{ workspace_id: 't2-a', tenant_id: 'T2', environment: 'integration' },
			{ outcome: 'other_tenant', tenant_id: 'T2', environment: 'production' },
		],
		[
			'without a tenant in the credential',
			{ workspace_id: 't2-a', tenant_id: null },
			{ outcome: 'other_tenant', tenant_id: 'T2' },
		],
		[
			'while the sync is switched off',
			{ workspace_id: 'off', tenant_id: 'T4' },
			{ outcome: 'disabled', since: expect.any(String) },
		],
		[
			'for a second workflow',
			{ workspace_id: 'taken', tenant_id: 'T5', consumer: { ...consumer, workflowId: 'w2' } },
			{ outcome: 'other_consumer', consumer },
		],
		[
			'for a second Trigger in the same workflow',
			{ workspace_id: 'taken', tenant_id: 'T5', consumer: { ...consumer, nodeId: 'n2' } },
			{ outcome: 'other_consumer', consumer },
		],
		[
			'while another runs',
			{ workspace_id: 'taken', tenant_id: 'T5' },
			{
				outcome: 'running',
				holder: { mode: 'incremental', source: 'trigger', consumer, run_id: expect.any(String) },
			},
		],
	])('%s', async (_story, asked, answer) => {
		await newWorkspace(call, { workspace_id: 't2-a', tenant_id: 'T2' });
		await newWorkspace(call, { workspace_id: 't2-b', tenant_id: 'T2' });
		await newWorkspace(call, { workspace_id: 'off', tenant_id: 'T4' });
		await call('set_enabled', { workspace_id: 'off', enabled: false });
		await newWorkspace(call, { workspace_id: 'taken', tenant_id: 'T5' });
		if ((await state('taken')).run_id === null) await start(call, 'taken', { tenant_id: 'T5' });
		const before = await db.sql`select * from servicetitan_sync_state order by workspace_id`;
		const runs = await db.sql`select run_id from servicetitan_sync_runs order by 1`;

		expect((await start(call, 'unused', asked)).answer).toMatchObject(answer);
		expect([
			...(await db.sql`select * from servicetitan_sync_state order by workspace_id`),
		]).toEqual([...before]);
		expect([...(await db.sql`select run_id from servicetitan_sync_runs order by 1`)]).toEqual([
			...runs,
		]);
	});

	it('again under the id of a run that is closed', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		await call('finish_run', { workspace_id: workspace, run_id });
		expect((await start(call, workspace, { run_id })).answer).toMatchObject({
			outcome: 'not_current',
			status: 'completed',
			closed_by: 'finished',
			holder: null,
		});
		expect(await state(workspace)).toMatchObject({ run_id: null, sync_status: 'completed' });
	});

	it('under the id of a run of another workspace', async () => {
		const { run_id } = await start(call, await newWorkspace(call));
		const { answer } = await start(call, await newWorkspace(call), { run_id });
		expect(answer).toMatchObject({ outcome: 'not_current', closed_by: 'unknown' });
	});
});

it('of 50 starts at once exactly one runs, and the others name it', async () => {
	const workspace = await newWorkspace(call);
	const many = postgres(db.pgUrl, { max: 50, onnotice: () => undefined });
	// Connected first, so that they really meet.
	await Promise.all(Array.from({ length: 50 }, () => many`select pg_sleep(0.2)`));
	const ids = Array.from({ length: 50 }, () => randomUUID());
	const runs = await Promise.all(ids.map((run_id) => start(callerOf(many), workspace, { run_id })));
	await many.end();
	const started = runs.filter(({ answer }) => answer.outcome === 'started');
	expect(started).toHaveLength(1);
	const running = runs.filter(({ answer }) => answer.outcome === 'running');
	expect(running).toHaveLength(49);
	for (const { answer } of running) {
		expect(answer.holder).toMatchObject({ run_id: started[0]?.run_id });
	}
	const rows =
		await db.sql`select count(*)::int as n from servicetitan_sync_runs where workspace_id = ${workspace}`;
	expect(rows).toMatchObject([{ n: 1 }]);
});

describe('customers that could not be written', () => {
	it('join the runs again when their time has come, at most 500, whoever is overdue longest first', async () => {
		const workspace = await newWorkspace(call);
		await db.sql`
			insert into servicetitan_sync_failures (workspace_id, crm_id, first_failed_at, next_attempt_at, status)
			select ${workspace}, n::text, now() - interval '1 day', now() - n * interval '1 minute', 'open' from generate_series(1, 600) n
			union all select ${workspace}, 'later', now() - interval '1 year', now() + interval '1 minute', 'open'
			union all select ${workspace}, 'gone', now() - interval '1 year', now() - interval '1 minute', 'gone'`;
		const { answer } = await start(call, workspace);
		expect(answer.failing).toBe(601);
		const expected = Array.from({ length: 500 }, (_, place) => String(600 - place));
		expect(answer.retries).toEqual(expected);
	});

	it('do not disturb an initial sync, which reads everybody anyway', async () => {
		const workspace = await newWorkspace(call);
		await db.sql`insert into servicetitan_sync_failures (workspace_id, crm_id) values (${workspace}, '1')`;
		const { answer } = await start(call, workspace, { mode: 'initial', source: 'sync' });
		expect(answer).toMatchObject({ retries: [], failing: 1 });
	});
});
