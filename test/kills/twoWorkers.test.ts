import { Undo } from '../../demo/stage/undo';
import { SyncUnderFire } from './support/fire';
import { answerOfServiceTitan, callOfSupabase } from './support/holds';
import { seed } from './support/howMany';
import { startRedis } from './support/redis';
import { strikeAt } from './support/strike';
import { expectHealed } from './support/healed';
import { until } from './support/until';
import { Worker } from './support/worker';
import { callWebhook, watchingWorkflow, webhookWorkflow, type Answer } from './support/workflows';

const minutes = 60_000;
const starts = 50;

const undo = new Undo();
let sync: SyncUnderFire;
let workers: Worker[];

const call = () => callWebhook(sync.scene.url);

beforeAll(async () => {
	const redis = await startRedis();
	undo.later(() => redis.stop());
	sync = await SyncUnderFire.open(seed, {
		n8nEnvironment: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			// A worker that died is noticed within seconds rather than a minute.
			QUEUE_WORKER_LOCK_DURATION: '10000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
			QUEUE_WORKER_STALLED_INTERVAL: '5000',
		},
	});
	undo.later(() => sync.scene.close());
	workers = [];
	for (const name of ['worker-1', 'worker-2']) {
		const worker = await Worker.start(sync.scene.packaged.place, name, starts);
		undo.later(() => worker.stop());
		workers.push(worker);
	}
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
