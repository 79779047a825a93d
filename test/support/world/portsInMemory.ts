import type { RunRequest } from '../../../sync/openRun';
import type { IncrementalRequest } from '../../../sync/runIncremental';
import type { Ports } from '../../../sync/ports';
import { parsePhone } from '../../../transport/vendor/phoneNumber';
import type { MemorySupabaseOptions } from '../memory/memorySupabase';
import { MemorySupabase } from '../memory/memorySupabase';
import { serviceTitanAlone } from './serviceTitanAlone';

export const WORKSPACE = '45963';

const CONSUMER = { workflowId: 'w1', workflowName: 'Sync', nodeId: 'n1', nodeName: 'Trigger' };

/** Everything a run asks for, with the nodes' defaults but for small pages. */
export const runRequest = (more: Partial<IncrementalRequest> = {}): IncrementalRequest => ({
	workspaceId: WORKSPACE,
	source: 'sync',
	consumer: CONSUMER,
	tenantId: '1',
	environment: 'production',
	leaseMinutes: 10,
	includeContacts: true,
	lookbackSeconds: 300,
	pageSize: 50,
	excludeAccountingChanges: false,
	link: true,
	skipWithoutContactMethods: false,
	...more,
});

export type { RunRequest };

/** ServiceTitan simulated, Supabase in memory, one clock for both: a run as a whole without a real service. */
export async function portsInMemory(faults: Partial<MemorySupabaseOptions> = {}) {
	const serviceTitan = await serviceTitanAlone();
	const supabase = new MemorySupabase({ now: () => serviceTitan.clock.now(), ...faults });
	let ids = 0;
	const ports: Ports = {
		serviceTitan: serviceTitan.connection,
		runs: supabase.runs,
		contacts: supabase.contacts,
		contactIds: supabase.contactIds,
		stagedMethods: supabase.stagedMethods,
		clock: {
			...serviceTitan.clock,
			newId: () => `10000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
		},
		parsePhone,
		inWords: (failure) => `In words: ${String(failure)}`,
	};
	await supabase.workspaces.setUp({
		workspaceId: WORKSPACE,
		tenantId: '1',
		environment: 'production',
	});
	return { ...serviceTitan, supabase, ports };
}

export type InMemory = Awaited<ReturnType<typeof portsInMemory>>;

/** The cursor as it is kept, to the millisecond. */
export const cursorOf = ({ supabase }: InMemory): string | undefined =>
	supabase.state(WORKSPACE)?.last_modified_cursor?.slice(0, 23);

/** The first run is done, so that what changes from now on arrives; half an hour later. */
export async function begun(
	run: (ports: Ports, request: IncrementalRequest) => Promise<unknown>,
	faults: Partial<MemorySupabaseOptions> = {},
) {
	const world = await portsInMemory(faults);
	await run(world.ports, runRequest());
	world.pass(30);
	return world;
}
