import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { newestVersion } from './support/migrations';
import { row, upsert } from './support/rows';
import { handedOut, newWorkspace, start, tenant } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

describe('the status', () => {
	it('tells a person all there is to know of a workspace', async () => {
		const workspace_id = await newWorkspace(call, { timezone: 'America/Chicago' });
		const { run_id } = await handedOut(call, workspace_id, ['1', '2']);
		const broken = { crm_id: '2', set_aside: 'failed', reason: 'unreadable' };
		await upsert(call, workspace_id, [row('1'), broken], { run_id, options: { finish: 'now' } });
		const second = await start(call, workspace_id);
		const answer = await call('get_status', { workspace_id });
		expect(answer).toEqual({
			now: expect.any(String),
			schema_version: newestVersion(),
			workspaces: [expect.any(Object)],
		});
		expect(answer.workspaces).toMatchObject([
			{
				workspace_id,
				...tenant,
				timezone: 'America/Chicago',
				sync_enabled: true,
				sync_status: 'running',
				last_error: '1 row could not be written: see servicetitan_sync_failures',
				last_sync_created: 1,
				total_customers_synced: 1,
				lease_expired: false,
				failing: 1,
				contacts: 1,
				run: { run_id: second.run_id, mode: 'incremental', source: 'trigger' },
				last_runs: [
					{ run_id: second.run_id, status: 'running' },
					{ run_id, status: 'completed_with_failures', created: 1, failed: 1 },
				],
			},
		]);
	});

	it('names the ten newest runs, and a lease that is over', async () => {
		const workspace_id = await newWorkspace(call);
		await db.sql`insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, started_at, note)
			select gen_random_uuid(), ${workspace_id}, 'incremental', 'sync', 'completed', now() - n * interval '1 hour', n::text
			from generate_series(1, 12) n`;
		await start(call, workspace_id, { source: 'sync' });
		await db.sql`update servicetitan_sync_state set lease_expires_at = now() where workspace_id = ${workspace_id}`;
		const { workspaces } = await call('get_status', { workspace_id });
		const [status] = workspaces as Array<{
			lease_expired: boolean;
			last_runs: Array<{ note: string }>;
		}>;
		expect(status?.lease_expired).toBe(true);
		expect(status?.last_runs.map(({ note }) => note)).toEqual([null, ...'123456789']);
	});

	it.each<[asked: number | null, given: number]>([
		[null, 10],
		[3, 3],
		[1_000_000, 5000],
		[0, 1],
		[-1, 1],
	])('of %p runs that were asked for gives %i', async (runs, given) => {
		const workspace_id = await newWorkspace(call);
		await db.sql`insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, started_at, consumer)
			select gen_random_uuid(), ${workspace_id}, 'incremental', 'sync', 'completed', now() - n * interval '1 minute', '{"nodeName": "Sync"}'
			from generate_series(1, 5001) n`;
		const { workspaces } = await call('get_status', { workspace_id, runs });
		const [status] = workspaces as Array<{ last_runs: object[] }>;
		expect(status?.last_runs).toHaveLength(given);
		expect(status?.last_runs[0]).toMatchObject({ consumer: { nodeName: 'Sync' } });
	});

	it('counts the contacts of each hour where somebody asks, of this workspace alone', async () => {
		const workspace_id = await newWorkspace(call);
		await upsert(call, workspace_id, [row('1'), row('2'), row('3')]);
		await upsert(call, await newWorkspace(call), [row('1')]);
		await db.sql`update contacts set created_at = date_trunc('hour', now()) - interval '30 hours', updated_at = date_trunc('hour', now()) - interval '2 hours'
			where workspace_id = ${workspace_id} and crm_id <> '3'`;
		const ofHours = async (contact_hours: number | null) => {
			const { workspaces } = await call('get_status', { workspace_id, contact_hours });
			return (workspaces as Array<{ contacts_per_hour: object[] | null }>)[0]?.contacts_per_hour;
		};
		expect(await ofHours(null)).toBeNull();
		expect(await ofHours(24)).toMatchObject([
			{ created: 1, updated: 0 },
			{ hour: expect.stringMatching(/:00:00.000000Z$/), created: 0, updated: 2 },
		]);
		expect(await ofHours(48)).toHaveLength(3);
	});

	it('names what is wrong: incidents that go on, and the rows that failed last', async () => {
		const workspace_id = await newWorkspace(call);
		const findings = ['silence', 'stuck'].map((kind) => ({ kind, wrong: true, text: `${kind}!` }));
		await call('note_findings', { workspace_id, findings });
		await call('note_findings', { workspace_id, findings: [{ kind: 'stuck', wrong: false }] });
		await db.sql`insert into servicetitan_sync_failures (workspace_id, crm_id, reason, last_failed_at, status)
			select ${workspace_id}, n::text, 'no. ' || n, now() - n * interval '1 hour', case when n = 2 then 'gone' else 'open' end
			from generate_series(1, 25) n`;
		const { workspaces } = await call('get_status', { workspace_id });
		const [{ open_incidents, failing_rows } = { open_incidents: [], failing_rows: [] }] =
			workspaces as Array<Record<'open_incidents' | 'failing_rows', object[]>>;
		expect(open_incidents).toMatchObject([
			{ kind: 'silence', text: 'silence!', resolved_at: null },
		]);
		expect(failing_rows).toHaveLength(20);
		expect(failing_rows.slice(0, 2)).toMatchObject([
			{ crm_id: '1', reason: 'no. 1', attempts: 1 },
			{ crm_id: '3', reason: 'no. 3' },
		]);
	});

	it('of all workspaces, in their order; of none that nobody set up', async () => {
		await newWorkspace(call, { workspace_id: '9' });
		await newWorkspace(call, { workspace_id: '10' });
		const { workspaces } = await call('get_status');
		const ids = (workspaces as Array<{ workspace_id: string }>).map((w) => w.workspace_id);
		expect(ids).toEqual(expect.arrayContaining(['9', '10']));
		expect(ids).toEqual([...ids].sort());
		expect(await call('get_status', { workspace_id: 'nowhere' })).toEqual({
			outcome: 'unknown_workspace',
			workspace_id: 'nowhere',
		});
	});
});
