import { Undo } from '../../demo/stage/undo';
import { SyncUnderFire } from './support/fire';
import { answerOfServiceTitan, callOfSupabase } from './support/holds';
import { seed } from './support/howMany';
import { queueMode, twoWorkers } from './support/queueMode';
import { Tokens } from './support/tokens';
import { strikeAt } from './support/strike';
import { expectHealed } from './support/healed';
import { until } from './support/until';
import type { Worker } from './support/worker';
import {
	askingWorkflow,
	callWebhook,
	watchingWorkflow,
	webhookWorkflow,
	type Answer,
} from './support/workflows';
import { alertingWorkflow } from '../n8n/support/alertingWorkflow';
import { openWebhookSink } from '../n8n/support/webhookSink';

const minutes = 60_000;
const starts = 50;
const askers = 40;

const undo = new Undo();
let sync: SyncUnderFire;
let workers: Worker[];

const call = () => callWebhook(sync.scene.url);

beforeAll(async () => {
	sync = await SyncUnderFire.open(seed, {
		n8nEnvironment: {
			...(await queueMode(undo)),
			// A worker that died is noticed within seconds rather than a minute.
			QUEUE_WORKER_LOCK_DURATION: '10000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
			QUEUE_WORKER_STALLED_INTERVAL: '5000',
		},
	});
	undo.later(() => sync.scene.close());
	workers = await twoWorkers(sync.scene.packaged.place, undo, starts);
}, 20 * minutes);

afterAll(() => undo.all(), 3 * minutes);

describe('n8n in queue mode, with two workers', () => {
	it(
		'50 starts at once: exactly one runs, the others are told 409 and since when, and write nothing',
		async () => {
			const { scene, ledger } = sync;
			await scene.publish(webhookWorkflow(scene.packaged.credentials));
			expect((await call()).status).toBe('completed');
			ledger.add(30);
			const began = new Date();
			await scene.forgetCalls();
			const hold = await answerOfServiceTitan(({ path }) => path.endsWith('/customers'))(scene);
			const refused: Answer[] = [];
			const all = Array.from({ length: starts }, async () => {
				const answer = await call();
				if (answer.error !== undefined) refused.push(answer);
				return answer;
			});
			await until('the refusal of all but one', () => refused.length >= starts - 1);
			expect(await sync.contacts()).toEqual([]);
			await hold.release();

			const ran = (await Promise.all(all)).filter(({ error }) => error === undefined);
			expect(ran).toMatchObject([{ status: 'completed', fetched: 30 }]);
			expect(refused).toHaveLength(starts - 1);
			const [run, ...more] = await sync.runs(began);
			expect([run?.run_id, more]).toEqual([ran[0]?.runId, []]);
			const since = run?.started_at.toISOString().slice(0, 16).replace('T', ' ');
			for (const answer of refused) {
				expect(answer.httpCode).toBe('409');
				expect(`${answer.error} ${answer.description}`).toContain('Run by webhook');
				expect(`${answer.error} ${answer.description}`).toContain(since);
			}
			expect(await sync.contacts()).toEqual(ledger.expected());
			expect(await scene.callsOf('servicetitan_upsert_contacts')).toBe(1);
			expect(await scene.callsOf('servicetitan_finish_run')).toBe(1);
			for (const { executions } of workers) expect(executions).toBeGreaterThan(0);
		},
		6 * minutes,
	);

	describe('that share the token which n8n keeps in its database', () => {
		let tokens: Tokens;

		beforeAll(async () => {
			tokens = new Tokens(sync.scene, workers);
			await sync.scene.publish(askingWorkflow(sync.scene.packaged.credentials));
			await tokens.fetchedBy(1);
		}, minutes);

		it(
			'no execution fetches one of its own',
			async () => expect(await tokens.fetchedBy(askers)).toBe(0),
			minutes,
		);

		it(
			'when it runs out, each worker fetches one at most, and no execution notices',
			async () => {
				sync.scene.serviceTitan.tokens.expireAll();
				const fetched = await tokens.fetchedBy(askers);
				expect(fetched).toBeGreaterThan(0);
				expect(fetched).toBeLessThanOrEqual(workers.length);
				expect(await tokens.fetchedBy(askers)).toBe(0);
			},
			2 * minutes,
		);

		it(
			'when a new credential has none yet, those that start together fetch a few, not one each',
			async () => {
				await tokens.forgetStored();
				const fetched = await tokens.fetchedBy(askers);
				expect(fetched).toBeGreaterThan(0);
				expect(fetched).toBeLessThan(askers / 4);
				expect(await tokens.fetchedBy(askers)).toBe(0);
			},
			2 * minutes,
		);
	});

	it(
		'the imported workflow: main polls, the workers write, and tell what went wrong there',
		async () => {
			const { scene, ledger } = sync;
			const sink = await openWebhookSink();
			undo.later(() => sink.close());
			const file = await alertingWorkflow(scene.packaged, { webhookAddress: sink.url });
			await scene.publish({ ...file, id: 'importedSync0001' });
			const begun = () => workers.reduce((sum, { executions }) => sum + executions, 0);
			const before = begun();
			await sync.resume();
			ledger.add(20);
			await sync.caughtUp();
			ledger.change(5);
			const path = 'rpc/servicetitan_upsert_contacts';
			await scene.outage({ kind: 'status', status: 403, path });
			expect(await sink.heard('a run failed')).toContain('Supabase');
			await scene.outage(null);
			await sync.caughtUp();
			expect(await sync.contacts()).toEqual(ledger.expected());
			const all = await scene.packaged.client.executions('importedSync0001', 100);
			const polled = all.filter(({ mode, stoppedAt }) => mode === 'trigger' && stoppedAt);
			expect(polled.length).toBeGreaterThan(1);
			expect(begun() - before).toBeGreaterThanOrEqual(polled.length);
			await scene.packaged.client.unpublish('importedSync0001');
			await scene.sql`select servicetitan_release_run(${scene.workspaceId}, 'another workflow', true)`;
		},
		6 * minutes,
	);

	it(
		'a worker that is killed with -9 between two batches loses nothing',
		async () => {
			const { scene } = sync;
			await scene.publish(watchingWorkflow(scene.packaged.credentials));
			const busy = () => workers.map(({ executions }) => executions);
			let before: number[] = [];
			const victim = await strikeAt(
				sync,
				async (where) => {
					before = busy();
					return callOfSupabase('servicetitan_upsert_contacts', 2)(where);
				},
				{
					kill: async () => {
						const at = busy().findIndex((now, nth) => now > (before[nth] ?? 0));
						await workers[at]?.kill();
					},
				},
			);
			await expectHealed(sync, victim);
		},
		8 * minutes,
	);
});
