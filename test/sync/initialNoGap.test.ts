import { createChance, wholeBetween } from '../../simulator/chance';
import { runIncremental } from '../../sync/runIncremental';
import { runRequest } from '../support/world/portsInMemory';
import { editSomebody } from './initial/business';
import { forgetRecentChanges, initialWorld, wrongsIn, type InitialWorld } from './initial/world';

const SEEDS = Array.from({ length: 15 }, (_, index) => index + 1);

interface Business {
	/** Whether exports show the last quarter of an hour when they are asked to. */
	recent: boolean;
	/** How often the incremental sync ran before: once, it only noted what was there. */
	runsBefore: number;
	/** How many customers one part of the copy has; 0: all in one run. */
	handBackAfter: number;
	/** How many contact methods are kept in memory, where it is not a handful. */
	mostKept?: number;
}

const incremental = async ({ ports }: InitialWorld) =>
	await runIncremental(ports, runRequest({ skipWithoutContactMethods: true }));

/** One seed: the business goes on between all requests of the copy, and of what runs between its parts. */
async function wrongsAfter(seed: number, business: Business): Promise<string[]> {
	const chance = createChance(seed);
	const world = await initialWorld({ customers: 24, seed });
	const { simulator } = world;
	if (!business.recent) forgetRecentChanges(world);
	for (let run = 0; run < business.runsBefore; run++) {
		await incremental(world);
		editSomebody(simulator, chance);
		world.pass(wholeBetween(chance, 1, 30));
	}
	for (let edits = 0; edits < 8; edits++) {
		editSomebody(simulator, chance);
		world.pass(2);
	}
	simulator.world.afterAnswer = () => {
		for (let edits = wholeBetween(chance, 0, 2); edits > 0; edits--)
			editSomebody(simulator, chance);
		world.pass(chance() / 2);
	};
	for (let parts = 0, complete = false; !complete; parts++) {
		if (parts > 40) return ['it never came to its end'];
		const { handBackAfter, mostKept = 5 } = business;
		complete = (await world.copy({ handBackAfter, mostKept })).initialSyncCompleted;
		if (!complete && chance() < 0.5) await incremental(world);
		if (!complete) world.pass(wholeBetween(chance, 0, 40));
	}
	simulator.world.afterAnswer = () => undefined;
	await world.goOn();
	return wrongsIn(world);
}

it.each<[story: string, business: Business]>([
	['before anything else', { recent: true, runsBefore: 0, handBackAfter: 0 }],
	['once the changes were noted', { recent: true, runsBefore: 1, handBackAfter: 0 }],
	['while the incremental sync goes', { recent: true, runsBefore: 3, handBackAfter: 0 }],
	[
		'with all contact methods in memory',
		{ recent: true, runsBefore: 1, handBackAfter: 0, mostKept: 1000 },
	],
	['in exports that lag behind', { recent: false, runsBefore: 0, handBackAfter: 0 }],
	['in exports that lag, after others', { recent: false, runsBefore: 3, handBackAfter: 0 }],
	['in parts', { recent: true, runsBefore: 0, handBackAfter: 9 }],
	['in parts, once the changes were noted', { recent: true, runsBefore: 1, handBackAfter: 9 }],
	['in parts, in exports that lag behind', { recent: false, runsBefore: 3, handBackAfter: 9 }],
])('edits between all requests are in the table at the end: %s', async (_, business) => {
	const wrong: Record<number, string[]> = {};
	for (const seed of SEEDS) {
		const wrongs = await wrongsAfter(seed, business);
		if (wrongs.length > 0) wrong[seed] = wrongs;
	}
	expect(wrong).toEqual({});
});
