import { until } from '../kills/support/until';
import { LongRuns } from './support/longRuns';

const minutes = 60_000;
const upsert = 'rpc/servicetitan_upsert_contacts';
const customers = 2_000;
/** Not tried again, as an outage would be for a minute or two. */
const forbidden = { code: '42501', message: 'permission denied for function' };

interface Turn {
	status: string;
	message: string;
	progress: { customers: number; total: number };
}

let runs: LongRuns;

beforeAll(async () => {
	runs = await LongRuns.open(customers);
}, 15 * minutes);

afterAll(() => runs?.close(), 2 * minutes);

beforeEach(() => {
	runs.sink.texts.length = 0;
});

/** The run that began last. */
async function lastRun() {
	const [run] = await runs.sync.scene.sql<Array<{ status: string; failure: string | null }>>`
		select status, failure from servicetitan_sync_runs order by started_at desc limit 1`;
	return run;
}

/** One story: what a test leaves is what the next one finds. */
describe('the initial sync', () => {
	it(
		"is stopped by n8n's Stop button within a page, and says how far it came",
		async () => {
			const hold = await runs.holdAtPage(3);
			const execution = await runs.click('initial');
			await hold.reached;
			const before = runs.requests;
			await runs.client.call('POST', `/executions/${execution}/stop`, {});
			await hold.release();
			await until('the end of the run', async () => (await lastRun())?.status === 'failed');
			expect((await lastRun())?.failure).toMatch(/^Stopped by a person.* of about 2,000 customers/);
			// What is read ahead of the writing comes beside it.
			expect(runs.pagesSince(before).length).toBeLessThanOrEqual(2);
			expect((await runs.client.finished(execution)).status).toBe('canceled');
			expect(runs.sink.texts).toEqual([]);
		},
		2 * minutes,
	);

	it(
		'goes on from the saved place with the next click, and dies with n8n',
		async () => {
			const place = await runs.savedPlace();
			const before = runs.requests;
			const hold = await runs.holdAtPage(2);
			await runs.click('initial');
			await hold.reached;
			expect(place).not.toBeNull();
			expect(runs.pagesSince(before)[0]?.query.from).toBe(place);
			await runs.sync.scene.killN8n();
			await hold.release();
			expect((await lastRun())?.status).toBe('running');
			await runs.sync.scene.startN8n();
		},
		3 * minutes,
	);

	it.each<[service: string, away: () => unknown, says: RegExp]>([
		[
			'ServiceTitan',
			() =>
				runs.sync.scene.serviceTitan.faults.rate('429', 1, {
					path: '/export/customers',
					retryAfterSeconds: 3_600,
				}),
			/^ServiceTitan sync: the initial sync stopped: .*ServiceTitan.*\. .*Press Execute Workflow again, and it goes on from there\.$/,
		],
		[
			'Supabase',
			() => runs.sync.scene.outage({ kind: 'status', status: 403, body: forbidden, path: upsert }),
			/^ServiceTitan sync: the initial sync stopped: .*Supabase.*\. .*Press Execute Workflow again, and it goes on from there\.$/,
		],
	])(
		'tells what stopped it when %s does not answer, and shows it as failed',
		async (_service, away, says) => {
			await runs.sync.expireLease();
			await away();
			const { status, data } = await runs.clickAndWait('initial');
			await runs.sync.scene.outage(null);
			runs.sync.scene.serviceTitan.faults.clear();
			expect(runs.sink.texts).toEqual([expect.stringMatching(says)]);
			expect(status).toBe('error');
			expect(runs.sink.texts[0]).toContain(data.failure);
		},
		2 * minutes,
	);

	it(
		'waits while another run holds the workspace, goes on from the saved place, and shows each turn',
		async () => {
			const { scene, ledger } = runs.sync;
			await scene.forgetCalls();
			const { tenantId } = scene.serviceTitanAccount;
			await scene.sql`
				select servicetitan_start_run(${scene.workspaceId}, gen_random_uuid(), 'incremental', 'sync',
					'{}', ${tenantId}, 'custom')`;
			const place = await runs.savedPlace();
			const before = runs.requests;
			const execution = await runs.click('initial');
			await until(
				'a second attempt',
				async () => (await scene.callsOf('servicetitan_start_run')) > 1,
			);
			await scene.sql`select servicetitan_release_run(${scene.workspaceId}, 'it was the test')`;
			const { status, data } = await runs.client.finished(execution);
			expect([status, data.failure]).toEqual(['success', undefined]);
			expect(runs.pagesSince(before)[0]?.query.from).toBe(place);

			const turns = data.output<Turn>('Run Initial Sync').filter((turn) => 'progress' in turn);
			const parts = turns.slice(0, -1);
			expect(parts.length).toBeGreaterThan(0);
			for (const { status: of, message } of parts) {
				expect(of).toBe('unfinished');
				expect(message).toMatch(/^[\d,]+ of about 2,000 customers, [\d,]+ a second, done at about/);
			}
			const far = turns.map(({ progress }) => progress.customers);
			expect(far).toEqual([...far].sort((a, b) => a - b));
			expect(turns.at(-1)).toMatchObject({ initialSyncCompleted: true });
			expect(data.output('Run Incremental Sync')).toMatchObject([{ status: 'completed' }]);
			expect(await runs.sync.contacts()).toEqual(ledger.expected());
			expect(data.output('Describe Result')).toMatchObject([{ notWritten: 0 }]);
			expect(runs.sink.texts).toEqual([
				expect.stringMatching(
					/^ServiceTitan sync: workspace 45963: .*the initial sync is complete/,
				),
			]);
		},
		3 * minutes,
	);

	it(
		'says to a further click that it is complete already',
		async () => {
			const { status, data } = await runs.clickAndWait('initial');
			expect(status).toBe('error');
			expect(data.failure).toContain('is complete already. Nothing was read or written.');
			expect(data.failure).not.toContain('Press Execute Workflow again');
		},
		minutes,
	);
});
