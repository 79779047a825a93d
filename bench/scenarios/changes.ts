import type { Letter } from '../arguments';
import { changed, complete, requireContacts } from '../measuring/prepare';
import { measured } from '../measuring/measured';
import type { Measurements, Sample } from '../measuring/measurement';
import type { BenchStage } from '../stage/benchStage';
import { BATCHED, OLD_WORKER, OURS, SUPABASE_NODE, SUPABASE_NODE_MANY, WORKFLOWS } from '../ways';
import { runOldWorker } from './scripted';

interface ChangesWay {
	scenario: Letter;
	way: string;
	run(stage: BenchStage, since: string): Promise<Sample>;
}

const inN8n = (way: string, id: string): ChangesWay => ({
	scenario: 'a',
	way,
	run: async (stage) => await measured(stage, () => stage.n8n.run(id)),
});

const ours: ChangesWay = { scenario: 'a', way: OURS, run: runOurs };

/** One incremental run of ours, measured. */
export async function runOurs(stage: BenchStage): Promise<Sample> {
	return await measured(stage, async () => complete(await stage.n8n.run(WORKFLOWS.incremental)));
}

const WAYS: ChangesWay[] = [
	ours,
	inN8n(BATCHED, WORKFLOWS.batched),
	inN8n(SUPABASE_NODE, WORKFLOWS.supabaseNode),
	inN8n(SUPABASE_NODE_MANY, WORKFLOWS.supabaseNodeMany),
	{
		scenario: 'c',
		way: OLD_WORKER,
		run: async (stage, since) => await runOldWorker(stage, { since }),
	},
];

/** The same table all the time; before each run others change, and every way has read everything until then. */
export async function measureChanges(
	stage: BenchStage,
	sizes: number[],
	{ repeats, only, into }: { repeats: number; only: ReadonlySet<Letter>; into: Measurements },
): Promise<void> {
	const ways = WAYS.filter((way) => way === ours || only.has(way.scenario));
	for (let repeat = 1; repeat <= repeats; repeat++) {
		for (const size of sizes) {
			const what = `${size.toLocaleString('en')} ${size === 1 ? 'change' : 'changes'}`;
			for (const { scenario, way, run } of ways) {
				const { word, since } = await changed(stage, size);
				const line = `${what}, ${repeat} of ${repeats}: ${way}`;
				const sample = await stage.account.during(line, () => run(stage, since));
				await requireContacts(stage, { way, word, expected: size });
				const key = `changes${size}`;
				into.add({ scenario, what, key, way, customers: size, rateLimit: true, samples: [sample] });
			}
		}
	}
}
