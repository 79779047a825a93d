import { changed, emptied, requireContacts, runOursInitial } from '../measuring/prepare';
import { measured } from '../measuring/measured';
import type { Measurement, Measurements } from '../measuring/measurement';
import type { BenchStage } from '../stage/benchStage';
import { HEAP_MB, OURS, OURS_UNBOUNDED } from '../ways';
import { runOurs } from './changes';
import { freshN8n } from './initial';

/** Up to this size a run takes seconds, and is repeated. */
const QUICK = 10_000;
const CHANGES = [1, 10, 100, 1_000, 10_000, 100_000];

/** From this size on it is measured once more without that bound. */
const LARGE = 100_000;

/** Initial syncs of ever larger businesses, each in a fresh n8n; then ever more changes in the largest. */
export async function measureGrowth(
	stage: BenchStage,
	sizes: number[],
	{ repeats, into }: { repeats: number; into: Measurements },
): Promise<void> {
	for (const customers of sizes) {
		await stage.business(customers);
		for (let repeat = 1; repeat <= (customers <= QUICK ? repeats : 1); repeat++)
			into.add(await grown(stage, { way: OURS, heapMb: HEAP_MB }));
		if (customers >= LARGE) into.add(await grown(stage, { way: OURS_UNBOUNDED }));
	}
	await measureManyChanges(stage, { repeats, into });
}

/** One initial sync of the business that is there. */
async function grown(
	stage: BenchStage,
	{ way, heapMb }: { way: string; heapMb?: number },
): Promise<Measurement> {
	const { customers } = stage.simulator;
	const what = `${customers.toLocaleString('en')} customers, first time, growth`;
	// Twice: what the last business left must not be synced with this one, nor what warming up left.
	await emptied(stage);
	await freshN8n(stage, heapMb);
	await emptied(stage);
	const sample = await stage.account.during(`${what}: ${way}`, () =>
		measured(stage, () => completeInitial(stage)),
	);
	const key = `growth${customers}`;
	return { scenario: 'd', what, key, way, customers, rateLimit: true, samples: [sample] };
}

/** @throws where the table holds another number of contacts than the run says */
async function completeInitial(stage: BenchStage): Promise<{ ms: number }> {
	const { ms, body } = await runOursInitial(stage);
	const { created } = JSON.parse(body) as { created: number };
	await requireContacts(stage, { way: OURS, expected: created });
	return { ms };
}

async function measureManyChanges(
	stage: BenchStage,
	{ repeats, into }: { repeats: number; into: Measurements },
): Promise<void> {
	// One in ten customers has no contact method or is not in use.
	const most = stage.simulator.customers * 0.85;
	for (const count of CHANGES.filter((one) => one <= most)) {
		const what = `${count.toLocaleString('en')} changed of ${stage.simulator.customers.toLocaleString('en')}, growth`;
		for (let repeat = 1; repeat <= (count <= QUICK ? repeats : 1); repeat++) {
			await freshN8n(stage, HEAP_MB);
			const { word } = await changed(stage, count);
			const sample = await stage.account.during(what, () => runOurs(stage));
			await requireContacts(stage, { way: OURS, word, expected: count });
			const key = `growthChanges${count}`;
			into.add({
				scenario: 'd',
				what,
				key,
				way: OURS,
				customers: count,
				rateLimit: true,
				samples: [sample],
			});
		}
	}
}
