import { until } from '../kills/support/until';
import { LongRuns } from './support/longRuns';

const minutes = 60_000;

let runs: LongRuns;

beforeAll(async () => {
	runs = await LongRuns.open(200);
	await runs.clickAndWait('initial');
}, 15 * minutes);

afterAll(() => runs?.close(), 2 * minutes);

beforeEach(() => {
	runs.sink.texts.length = 0;
});

describe('the reconciliation', () => {
	it(
		'heals what was planted, and names it',
		async () => {
			const { scene, ledger } = runs.sync;
			const [first = 0, second = 0] = ledger.ids;
			await scene.sql`update contacts set phone = '+15550000000' where crm_id = ${String(first)}`;
			await scene.sql`delete from contacts where crm_id = ${String(second)}`;
			await scene.sql`
				insert into contacts (workspace_id, crm_id, firstname)
				values (${scene.workspaceId}, '1', 'Nobody')`;
			const { data } = await runs.clickAndWait('weekly');
			expect(data.failure).toBeUndefined();
			const [text, ...more] = runs.sink.texts;
			expect(more).toEqual([]);
			expect(text).toMatch(/^ServiceTitan sync: workspace 45963, reconciliation: 200 customers/);
			expect(text).toContain('2 contacts were different, healed: ');
			expect(text).toContain(`${first} (phone)`);
			expect(text).toContain(`${second} (created)`);
			expect(text).toContain('1 contact belongs to a customer that ServiceTitan does not know: 1.');
			await scene.sql`delete from contacts where crm_id = '1'`;
			expect(await runs.sync.contacts()).toEqual(ledger.expected());
		},
		2 * minutes,
	);

	it(
		'waits for another run rather than skip a week, and says nothing where nothing was different',
		async () => {
			const { scene } = runs.sync;
			await scene.forgetCalls();
			await scene.sql`
				select servicetitan_start_run(${scene.workspaceId}, gen_random_uuid(), 'incremental', 'sync',
					'{}', ${scene.serviceTitanAccount.tenantId}, 'custom')`;
			const execution = await runs.click('weekly');
			await until(
				'a second attempt',
				async () => (await scene.callsOf('servicetitan_start_run')) > 1,
			);
			await scene.sql`select servicetitan_release_run(${scene.workspaceId}, 'it was the test')`;
			const { status, data } = await runs.client.finished(execution);
			expect([status, data.failure]).toEqual(['success', undefined]);
			expect(data.output('Run Reconciliation').at(-1)).toMatchObject({ healed: 0, unknown: 0 });
			expect(data.nodes.at(-1)).toBe('Is There Something to Tell?');
			expect(runs.sink.texts).toEqual([]);
		},
		2 * minutes,
	);

	it(
		'tells of one by schedule that fails',
		async () => {
			const { scene } = runs.sync;
			await scene.outage({
				kind: 'status',
				status: 403,
				body: { code: '42501', message: 'permission denied for function' },
				path: 'rpc/servicetitan_start_run',
			});
			await runs.publishWeekly();
			const told = await runs.sink.heard('the reconciliation came to no end: ');
			await runs.client.unpublish(runs.ids.weekly);
			await scene.outage(null);
			expect(told).toMatch(/Supabase.*stays healed\..* http:\/\/.*\/executions\/\d+$/);
		},
		2 * minutes,
	);
});
