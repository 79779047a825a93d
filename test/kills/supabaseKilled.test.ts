import { setTimeout as sleep } from 'node:timers/promises';

import { wholeBetween } from '../../simulator/chance';
import { SyncUnderFire, type Victim } from './support/fire';
import { expectHealed } from './support/healed';
import { callOfSupabase, answerOfServiceTitan, type Holding } from './support/holds';
import { kills, numbers, report, seed } from './support/howMany';
import { requestsOfOneRun, strikeAt, strikeAtRandom } from './support/strike';
import { watchingWorkflow } from './support/workflows';

const minutes = 60_000;
const parts = ['postgres', 'api', 'both'] as const;
type Part = (typeof parts)[number];

let sync: SyncUnderFire;
let requests: number;

beforeAll(async () => {
	sync = await SyncUnderFire.open(seed);
	await sync.scene.publish(watchingWorkflow(sync.scene.packaged.credentials));
	await sync.pause();
	sync.ledger.add(60);
	await sync.resume();
	await sync.caughtUp();
	requests = await requestsOfOneRun(sync);
}, 15 * minutes);

afterAll(() => sync?.scene.close(), 2 * minutes);

/** Comes back after up to two seconds, on its data folder; meanwhile people go on working in ServiceTitan. */
async function comeBack(): Promise<void> {
	sync.scene.serviceTitan.switches.latencyMs = 0;
	sync.ledger.change(5);
	await sleep(wholeBetween(sync.chance, 0, 2_000));
	await sync.scene.startSupabase();
}

/** A run that rode it out ends by itself; one that did not leaves its lease behind. */
async function expectThrough(victim: Victim): Promise<void> {
	const giveUp = setTimeout(() => void sync.expireLease(), 20_000);
	try {
		await expectHealed(sync, victim);
	} finally {
		clearTimeout(giveUp);
	}
}

describe('Supabase is killed with -9 while n8n goes on', () => {
	it.each<[stage: string, part: Part, holding: Holding]>([
		[
			'PostgreSQL, while customers are read',
			'postgres',
			answerOfServiceTitan(({ path, query }) => path.endsWith('/customers') && query.page === '3'),
		],
		[
			'PostgreSQL, between two batches',
			'postgres',
			callOfSupabase('servicetitan_upsert_contacts', 2),
		],
		['the API, between two batches', 'api', callOfSupabase('servicetitan_upsert_contacts', 2)],
	])(
		'%s: nothing is lost, and no row is doubled',
		async (_stage, part, holding) => {
			const victim = await strikeAt(sync, holding, {
				kill: async () => {
					await sync.scene.killSupabase(part);
					await comeBack();
				},
			});
			await expectThrough(victim);
		},
		8 * minutes,
	);

	it.each(numbers)(
		'nothing is lost, doubled or left running by kill no. %i of Supabase, at a random moment',
		async (number) => {
			const part = parts[number % parts.length] ?? 'both';
			const victim = await strikeAtRandom(sync, requests, () => sync.scene.killSupabase(part));
			await comeBack();
			await expectThrough(victim);
		},
		8 * minutes,
	);

	afterAll(() => report(`${kills} kills of Supabase, within the ${requests} requests of a run`));
});

describe('Supabase and n8n are killed with -9 at once', () => {
	it.each(numbers)(
		'nothing is lost, doubled or left running by kill no. %i of both, at a random moment',
		async () => {
			const { scene } = sync;
			const victim = await strikeAtRandom(sync, requests, () =>
				Promise.all([scene.killN8n(), scene.killSupabase('both')]),
			);
			await comeBack();
			await sync.expireLease();
			await scene.startN8n();
			await expectHealed(sync, victim);
		},
		8 * minutes,
	);

	afterAll(() => report(`${kills} kills of both, within the ${requests} requests of a run`));
});
