import { changed, emptied, requireContacts, runOursInitial } from '../measuring/prepare';
import { measured } from '../measuring/measured';
import type { Measurements } from '../measuring/measurement';
import type { BenchStage } from '../stage/benchStage';
import { OURS } from '../ways';
import { runOurs } from './changes';
import { freshN8n } from './initial';

/** Up to this size a run takes seconds, and is repeated. */
const QUICK = 10_000;
const CHANGES = [1, 10, 100, 1_000, 10_000, 100_000];

/** Initial syncs of ever larger businesses, each in a fresh n8n; then ever more changes in the largest. */
export async function measureGrowth(
	stage: BenchStage,
	sizes: number[],
	{ repeats, into }: { repeats: number; into: Measurements },
): Promise<void> {
	for (const customers of sizes) {
		await stage.business(customers);
		const what = `${customers.toLocaleString('en')} customers, first time, growth`;
		for (let repeat = 1; repeat <= (customers <= QUICK ? repeats : 1); repeat++) {
			// Twice: what the last business left must not be synced with this one, nor what warming up left.
			await emptied(stage);
			await freshN8n(stage);
			await emptied(stage);
			const sample = await stage.account.during(what, () =>
				measured(stage, () => completeInitial(stage)),
			);
			const key = `growth${customers}`;
			into.add({
				scenario: 'd',
				what,
				key,
				way: OURS,
				customers,
				rateLimit: true,
				samples: [sample],
			});
		}
	}
	await measureManyChanges(stage, { repeats, into });
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
			await freshN8n(stage);
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
