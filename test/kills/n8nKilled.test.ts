import { SyncUnderFire, type Victim } from './support/fire';
import { expectHealed, expectRecorded } from './support/healed';
import {
	answerOfServiceTitan,
	answerOfSupabase,
	callOfSupabase,
	type Holding,
} from './support/holds';
import { kills, numbers, report, seed } from './support/howMany';
import { requestsOfOneRun, slow, strikeAt, strikeAtRandom } from './support/strike';
import { callWebhook, watchingWorkflow, webhookWorkflow } from './support/workflows';

const minutes = 60_000;
const upsert = 'servicetitan_upsert_contacts';
const page = (number: number) =>
	answerOfServiceTitan(
		({ path, query }) => path.endsWith('/customers') && query.page === String(number),
	);

let sync: SyncUnderFire;

const kill = () => sync.scene.killN8n();

beforeAll(async () => {
	sync = await SyncUnderFire.open(seed);
	await sync.scene.publish(watchingWorkflow(sync.scene.packaged.credentials));
	await sync.pause();
	sync.ledger.add(60);
	await sync.resume();
	await sync.caughtUp();
}, 15 * minutes);

afterAll(() => sync?.scene.close(), 2 * minutes);

/** As after a crash of the machine: n8n comes back, and nobody does anything else. */
async function restart(): Promise<void> {
	sync.ledger.change(5);
	await sync.scene.startN8n();
}

describe('n8n is killed with -9 in the middle of Trigger and Upsert', () => {
	it.each<[stage: string, holding: Holding]>([
		['the workspace is claimed, nothing is read', page(1)],
		['half of the customers are read', page(3)],
		[
			'phones and e-mails that changed are read',
			answerOfServiceTitan(({ path }) => path.endsWith('/export/customers/contacts')),
		],
		['what is handed out is about to be noted', callOfSupabase('servicetitan_checkpoint_run')],
		['all is handed out, nothing is written', callOfSupabase(upsert)],
		['two batches of five are written', callOfSupabase(upsert, 2)],
	])(
		'%s: nothing is lost, the dead run says why, the next one completes',
		async (_stage, holding) => {
			const victim = await strikeAt(sync, holding, { kill });
			const { status } = await sync.run(victim.run_id);
			const { last_modified_cursor: cursor } = await sync.scene.state();
			expect({ status, cursor }).toEqual({ status: 'running', cursor: victim.cursor });
			await sync.expireLease();
			await restart();
			await expectHealed(sync, victim);
			await expectRecorded(sync, victim);
		},
		8 * minutes,
	);

	it(
		'all is written and finished, only n8n does not know: the run stays completed, what changed since arrives',
		async () => {
			const victim = await strikeAt(sync, answerOfSupabase(upsert, 4), { kill });
			await restart();
			await expectHealed(sync, victim);
			expect((await sync.run(victim.run_id)).status).toBe('completed');
		},
		8 * minutes,
	);

	it(
		'a dead run gives its lease up by itself, within its minute',
		async () => {
			const victim = await strikeAt(sync, callOfSupabase(upsert, 1), { kill });
			await restart();
			await expectHealed(sync, victim);
			await expectRecorded(sync, victim);
			const { finished_at: ended, started_at: began } = (await sync.run(
				victim.run_id,
			)) as Victim & { finished_at: Date };
			expect(ended.getTime() - began.getTime()).toBeGreaterThanOrEqual(1 * minutes);
		},
		8 * minutes,
	);
});

describe('n8n is killed with -9 at random moments', () => {
	let requests: number;

	beforeAll(async () => {
		requests = await requestsOfOneRun(sync);
	}, 5 * minutes);

	afterAll(() => report(`${kills} kills of n8n, within the ${requests} requests of a run`));

	it.each(numbers)(
		'nothing is lost, doubled or left running by kill no. %i',
		async () => {
			const victim = await strikeAtRandom(sync, requests, kill);
			await slow(sync, false);
			const { status } = await sync.run(victim.run_id);
			await sync.expireLease();
			await restart();
			await expectHealed(sync, victim);
			if (status === 'running') await expectRecorded(sync, victim);
		},
		8 * minutes,
	);
});

describe('n8n is killed with -9 in the middle of Run Incremental Sync', () => {
	beforeAll(async () => {
		const { scene } = sync;
		await scene.packaged.client.unpublish(watchingWorkflow({}).id);
		await scene.publish(webhookWorkflow(scene.packaged.credentials));
	}, minutes);

	const start = () => void callWebhook(sync.scene.url).catch(() => undefined);

	it.each<[stage: string, more: number, holding: Holding]>([
		['a thousand customers are written, the others are not', 1_000, callOfSupabase(upsert, 1)],
		['all is written, the run is about to finish', 0, callOfSupabase('servicetitan_finish_run')],
	])(
		'%s: nothing is lost, the dead run says why, the run that is started next completes',
		async (_stage, more, holding) => {
			await sync.pause();
			sync.ledger.add(more);
			const victim = await strikeAt(sync, holding, { kill, start });
			expect((await sync.run(victim.run_id)).status).toBe('running');
			await sync.expireLease();
			await restart();
			expect(await callWebhook(sync.scene.url)).toMatchObject({ status: 'completed' });
			await expectHealed(sync, victim);
			await expectRecorded(sync, victim);
		},
		8 * minutes,
	);
});
