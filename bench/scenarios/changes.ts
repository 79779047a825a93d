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

interface ChangesPlan {
	repeats: number;
	only: ReadonlySet<Letter>;
	into: Measurements;
}

/**
 * The same table all the time; before each run others change, and every way has read everything until then. One way
 * after the other, each for some seconds before it counts: the rows that another one wrote, with other custom fields,
 * and what it left behind in n8n are nothing that a way meets in a business of its own, and n8n runs for weeks there.
 */
export async function measureChanges(
	stage: BenchStage,
	sizes: number[],
	{ repeats, only, into }: ChangesPlan,
): Promise<void> {
	const ways = WAYS.filter((way) => way === ours || only.has(way.scenario));
	for (const size of sizes) {
		const what = `${size.toLocaleString('en')} ${size === 1 ? 'change' : 'changes'}`;
		for (const way of ways) {
			const about = { scenario: way.scenario, what, key: `changes${size}`, way: way.way };
			await warmUp(stage, { way, size, line: `${what}, not yet counted: ${way.way}` });
			for (let repeat = 1; repeat <= repeats; repeat++) {
				const line = `${what}, ${repeat} of ${repeats}: ${way.way}`;
				const samples = [await ranOnce(stage, { way, size, line })];
				into.add({ ...about, customers: size, rateLimit: true, samples });
			}
		}
	}
}

interface Round {
	way: ChangesWay;
	size: number;
	line: string;
}

/** A way runs so long before it counts: V8 takes some runs of ours until its machine code is what it will be. */
const WARM_AFTER_MS = 15_000;
/** A round waits that long before the way is run: the quickest need not run for ever. */
const LEAST_ROUND_MS = 1_500;

/** At least once, so that the rows are the way's own. */
async function warmUp(stage: BenchStage, round: Round): Promise<void> {
	for (let spentMs = 0; spentMs < WARM_AFTER_MS; )
		spentMs += Math.max((await ranOnce(stage, round)).ms, LEAST_ROUND_MS);
}

async function ranOnce(stage: BenchStage, { way, size, line }: Round): Promise<Sample> {
	const { word, since } = await changed(stage, size);
	const sample = await stage.account.during(line, () => way.run(stage, since));
	await requireContacts(stage, { way: way.way, word, expected: size });
	return sample;
}
