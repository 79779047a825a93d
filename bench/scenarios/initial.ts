import type { Letter } from '../arguments';
import { emptied, requireContacts, runOursInitial, type Reference } from '../measuring/prepare';
import { measured } from '../measuring/measured';
import type { Measurements, Sample } from '../measuring/measurement';
import type { BenchStage } from '../stage/benchStage';
import {
	BATCHED,
	LIMIT,
	OLD_WORKER,
	OURS,
	SUPABASE_NODE,
	SUPABASE_NODE_MANY,
	WORKFLOWS,
} from '../ways';

import { runLimit, runOldWorker } from './scripted';

/** One way to bring all customers into an empty table. */
interface InitialWay {
	scenario: Letter;
	way: string;
	inN8n: boolean;
	run(stage: BenchStage, reference: Reference): Promise<Sample>;
}

const inN8n = (way: string, id: string): InitialWay => ({
	scenario: 'a',
	way,
	inN8n: true,
	run: async (stage) => await measured(stage, () => stage.n8n.run(id)),
});

const ours: InitialWay = {
	...inN8n(OURS, WORKFLOWS.initial),
	run: async (stage) => await measured(stage, () => runOursInitial(stage)),
};

const limit: InitialWay = { scenario: 'b', way: LIMIT, inN8n: false, run: runLimit };

const ALTERNATIVES = [
	inN8n(BATCHED, WORKFLOWS.batched),
	inN8n(SUPABASE_NODE, WORKFLOWS.supabaseNode),
	inN8n(SUPABASE_NODE_MANY, WORKFLOWS.supabaseNodeMany),
];

const oldWorker: InitialWay = {
	scenario: 'c',
	way: OLD_WORKER,
	inN8n: false,
	run: (stage) => runOldWorker(stage),
};

/** Ways are interleaved; before each the table is emptied, and before each in n8n n8n is fresh and warmed up. */
export async function measureInitial(
	stage: BenchStage,
	reference: Reference,
	{ repeats, only, into }: { repeats: number; only: ReadonlySet<Letter>; into: Measurements },
): Promise<void> {
	const ways = [ours, limit, ...ALTERNATIVES, oldWorker].filter(
		(way) => way === ours || only.has(way.scenario),
	);
	const { customers } = stage.simulator;
	const what = `${customers.toLocaleString('en')} customers, first time`;
	for (let repeat = 1; repeat <= repeats; repeat++) {
		for (const { scenario, way, inN8n: fresh, run } of ways) {
			if (fresh) await freshN8n(stage);
			await emptied(stage);
			const line = `${what}, ${repeat} of ${repeats}: ${way}`;
			const samples = [await stage.account.during(line, () => run(stage, reference))];
			if (way !== LIMIT) await requireContacts(stage, { way, expected: reference.contacts });
			into.add({ scenario, what, key: 'initial', way, customers, rateLimit: true, samples });
		}
	}
}

/**
 * An n8n that nothing was done in yet but one execution of nothing and one run of ours with nothing to do.
 * @param heapMb  what its heap may take, where V8 is not to decide
 */
export async function freshN8n({ account, n8n }: BenchStage, heapMb?: number): Promise<void> {
	await account.during('Starting n8n afresh', async () => {
		await n8n.restart(heapMb);
		await n8n.awake(WORKFLOWS.empty);
		await n8n.run(WORKFLOWS.incremental);
	});
}
