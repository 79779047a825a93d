import { createChance } from '../../../simulator/chance';
import { runIncremental } from '../../../sync/runIncremental';
import { runInitial, type InitialSummary } from '../../../sync/runInitial';
import type { InitialRequest } from '../../../sync/initialRun';
import type { MemorySupabaseOptions, StateRow } from '../../support/memory/memorySupabase';
import {
	portsInMemory,
	runRequest,
	WORKSPACE,
	type InMemory,
} from '../../support/world/portsInMemory';
import { draftOf } from '../anyOrder/business';
import type { StoredContact } from '../anyOrder/backend';
import { differences, type Circumstances } from '../anyOrder/expected';
import { editSomebody, methodsOf } from './business';

export interface InitialWorld extends InMemory {
	/** Runs the initial sync, or what is left of it. */
	copy(more?: Partial<InitialRequest>): Promise<InitialSummary>;
	/** The incremental sync as it goes every quarter of an hour, until nothing is left to come. */
	goOn(): Promise<void>;
	state(): StateRow;
}

/** As the node asks for it, but in pages and batches so small that a few customers are many of them. */
export const initialRequest = (more: Partial<InitialRequest> = {}): InitialRequest => ({
	...runRequest({ pageSize: 8, skipWithoutContactMethods: true }),
	batchSize: 10,
	handBackAfter: 0,
	// A few in memory, so that most stories go by the database.
	mostKept: 5,
	isStopped: () => false,
	...more,
});

/** A business whose last edits lie so far back that exports no longer repeat them, and an empty table. */
export async function initialWorld({
	customers = 30,
	seed = 1,
	faults = {},
}: {
	customers?: number;
	seed?: number;
	faults?: Partial<MemorySupabaseOptions>;
} = {}): Promise<InitialWorld> {
	const world = await portsInMemory(faults);
	const { simulator, supabase, ports } = world;
	simulator.switches.exportBatchSize = 8;
	simulator.switches.ratePerSecond = Number.POSITIVE_INFINITY;
	const chance = createChance(seed);
	for (let index = 0; index < customers; index++)
		simulator.addCustomer(draftOf(index, methodsOf(chance, index)));
	for (let edits = 0; edits < customers / 3; edits++) editSomebody(simulator, chance);
	world.pass(60);
	return {
		...world,
		copy: async (more) => await runInitial(ports, initialRequest(more)),
		goOn: async () => {
			for (let round = 0; round < 2; round++) {
				world.pass(15);
				await runIncremental(ports, runRequest({ skipWithoutContactMethods: true }));
			}
		},
		state: () => {
			const state = supabase.state(WORKSPACE);
			if (!state) throw new Error('The workspace is gone');
			return state;
		},
	};
}

const nothingSpecial = (): Circumstances => ({
	handMade: new Map() as never,
	mayBeMissed: new Map(),
	withoutAccounting: false,
	inactiveHidden: false,
});

/** How contacts differ from what ServiceTitan holds, in words: none is missing, wrong, double or nobody's. */
export function wrongsIn({ simulator, supabase }: InMemory): string[] {
	const stored = supabase.contactRows(WORKSPACE);
	const customers = new Set(simulator.customers().map(({ id }) => String(id)));
	const strangers = stored
		.filter(({ crm_id }) => !customers.has(crm_id ?? ''))
		.map(({ crm_id }) => `nobody has the id ${crm_id}`);
	return [...differences(simulator, stored as StoredContact[], nothingSpecial()), ...strangers];
}

/** Exports that are asked for recent changes and all the same show none of the last 15 minutes. */
export function forgetRecentChanges({ simulator }: Pick<InMemory, 'simulator'>): void {
	const fetch = simulator.fetch.bind(simulator);
	simulator.fetch = async (request) => {
		const url = new URL(request.url);
		url.searchParams.delete('includeRecentChanges');
		return await fetch(new Request(url, request));
	};
}

/** ServiceTitan answers something else to requests whose path ends so. */
export function alter(
	{ simulator }: Pick<InMemory, 'simulator'>,
	path: string,
	change: (body: Answered) => Answered,
): void {
	const fetch = simulator.fetch.bind(simulator);
	simulator.fetch = async (request) => {
		const response = await fetch(request);
		if (!new URL(request.url).pathname.endsWith(path) || !response.ok) return response;
		return Response.json(change((await response.json()) as Answered), response);
	};
}

/** One page of a list or an export. */
export interface Answered {
	data: Array<Record<string, unknown>>;
	hasMore: boolean;
	continueFrom?: string;
}

/** The places that an export was asked from, in order. */
export const askedOf = (
	{ simulator }: Pick<InMemory, 'simulator'>,
	path: '/export/customers' | '/export/customers/contacts',
): Array<string | undefined> => simulator.log.to(path).map(({ query }) => query.from);

export const lastRunOf = ({ supabase }: InMemory) => supabase.runRows(WORKSPACE).at(-1);

/** The lease of whoever holds the workspace runs out. */
export const leaseEnds = ({ pass }: InMemory): void => pass(11);

export { WORKSPACE };
