import { RequestFailed } from '../../core/failure';
import { commitOf, type Progress } from '../../core/sync/commit';
import { readChanges, type ReadRequest } from '../../sync/readChanges';
import { beginReading } from '../support/world/reader';

const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);
const CUSTOMERS = 40;

/** Whole numbers below `limit`, the same for the same seed. */
function chanceOf(seed: number) {
	let state = seed * 2654435761;
	return (limit: number): number => {
		state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + seed) >>> 0;
		return (state >>> 8) % limit;
	};
}

interface Business {
	sortKept: boolean;
	/** How many portions one run reads at most; the window is then carried on by the next. */
	portions?: (chance: (limit: number) => number) => number;
	settings?: Partial<ReadRequest>;
}

/** One seed: a backlog is read while it is edited, then read once more in quiet. @returns names that never arrived */
async function lostBy(seed: number, { sortKept, portions, settings }: Business): Promise<string[]> {
	const chance = chanceOf(seed);
	const { world, reader, simulator } = await beginReading(0, {
		pageSize: 10,
		includeContacts: false,
		...settings,
	});
	simulator.switches.sortKept = sortKept;
	const ids = Array.from({ length: CUSTOMERS }, () => {
		world.pass(chance(3) / 10);
		return simulator.addCustomer({ name: 'as it was' }).id;
	});
	world.pass(15);

	const edit = () => {
		const id = ids[chance(ids.length)] ?? 0;
		world.pass(0.01);
		simulator.editCustomer(id, { name: `edited at ${world.clock.now()}` });
	};
	const arrived = new Map<number, string | null | undefined>();
	const read = async (most = Number.POSITIVE_INFINITY) => {
		let left = most;
		let progress: Progress | undefined;
		const met = new Map<number, string | null | undefined>();
		for await (const portion of readChanges(world.connection, reader.request())) {
			for (const { customer } of portion.changes) met.set(customer.id, customer.name);
			progress = portion.progress;
			if (--left <= 0) break;
		}
		if (progress) reader.keep(commitOf(progress, 300));
		for (const [id, name] of met) arrived.set(id, name);
	};
	/** A run that fails in words hands nothing on; the next one reads again. */
	const readOrFail = async (most?: number) =>
		await read(most).catch((failure) => {
			if (!(failure instanceof RequestFailed)) throw failure;
		});

	simulator.world.afterAnswer = ({ path, query }) => {
		const isLastPage = Number(query.page) * Number(query.pageSize) >= CUSTOMERS;
		if (!path.endsWith('/customers') || (isLastPage && !sortKept)) return;
		for (let edits = chance(4); edits > 0; edits--) edit();
	};
	for (let run = 0; run < (portions ? 5 : 2); run++) {
		await readOrFail(portions?.(chance));
		world.pass(5);
	}
	simulator.world.afterAnswer = () => undefined;
	// The first of them may have to carry a window on; then what changed meanwhile belongs to the second.
	for (let quiet = 0; quiet < 2; quiet++) {
		world.pass(15);
		await read();
	}
	expect(reader.window).toBeNull();
	return simulator
		.customers()
		.filter(({ id, name }) => arrived.get(id) !== name)
		.map(({ id, name }) => `${id}: ${name}`);
}

async function lost(business: Business): Promise<Record<number, string[]>> {
	const bySeed: Record<number, string[]> = {};
	for (const seed of SEEDS) {
		const names = await lostBy(seed, business);
		if (names.length > 0) bySeed[seed] = names;
	}
	return bySeed;
}

const some = (chance: (limit: number) => number): number => 1 + chance(5);

it.each<[story: string, business: Business]>([
	['in the order of their ids', { sortKept: true }],
	['in an order that is not kept: the total finds what slipped past', { sortKept: false }],
	['with a window that is carried over several polls', { sortKept: true, portions: some }],
	[
		'with a window that is carried over, in an order that is not kept',
		{ sortKept: false, portions: some },
	],
	[
		'with accounting changes left out',
		{ sortKept: true, portions: some, settings: { excludeAccountingChanges: true } },
	],
])('200 seeds of edits while the pages are read lose nothing: %s', async (_, business) => {
	expect(await lost(business)).toEqual({});
});
