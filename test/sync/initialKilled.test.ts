import { createChance } from '../../simulator/chance';
import { runIncremental } from '../../sync/runIncremental';
import { runInitial } from '../../sync/runInitial';
import { runRequest } from '../support/world/portsInMemory';
import { editSomebody } from './initial/business';
import { Gate, type Fate } from './initial/gate';
import {
	askedOf,
	initialRequest,
	initialWorld,
	lastRunOf,
	leaseEnds,
	wrongsIn,
	type InitialWorld,
} from './initial/world';

/** More calls than any copy of so few customers makes. */
const MOST_CALLS = 60;

interface Interrupted {
	/** What came of the run: it ended well, failed, or never came back. */
	came: 'done' | 'failed' | 'dead';
	world: InitialWorld;
}

async function interruptedAt(call: number, fate: Fate, mostKept: number): Promise<Interrupted> {
	const world = await initialWorld({ customers: 18, seed: call });
	const gate = new Gate(fate, call);
	const run = runInitial(gate.through(world.ports), initialRequest({ mostKept }));
	const came = await Promise.race([
		run.then(
			() => 'done' as const,
			() => 'failed' as const,
		),
		gate.death,
	]);
	return { came: gate.calls < call ? 'done' : came, world };
}

/** What the places are from which the next run has to go on. */
const placesOf = ({ state }: InitialWorld) => ({
	contacts: state().initial_contact_token ?? undefined,
	customers: state().last_continue_from ?? undefined,
});

/** What is wrong at the end of a story in which the copy was interrupted once; nothing, most of all. */
async function wrongsOf({ world, came }: Interrupted, between: boolean): Promise<string[]> {
	const chance = createChance(1);
	const wrongs: string[] = [];
	if (came === 'failed' && lastRunOf(world)?.status === 'running') leaseEnds(world); // Supabase was away, and could not be told.
	if (came === 'dead') leaseEnds(world);
	for (let edits = 0; edits < 12; edits++) editSomebody(world.simulator, chance);
	world.pass(20);
	if (between) await runIncremental(world.ports, runRequest({ skipWithoutContactMethods: true }));
	if (!world.state().initial_sync_completed) {
		const places = placesOf(world);
		world.simulator.log.clear();
		const summary = await world.copy();
		if (!summary.initialSyncCompleted) wrongs.push('the next run did not complete it');
		const [contacts] = askedOf(world, '/export/customers/contacts');
		const [customers] = askedOf(world, '/export/customers');
		if (contacts !== places.contacts) wrongs.push('contact methods did not go on');
		if (customers !== places.customers) wrongs.push('customers did not go on');
	}
	await world.goOn();
	return [...wrongs, ...wrongsIn(world)];
}

const inDatabase = 5;
const inMemory = 1000;

describe.each<[story: string, fate: Fate, between: boolean, mostKept: number]>([
	['n8n dies before it arrives', 'dies before it', false, inDatabase],
	['n8n dies before it arrives, and the incremental sync runs', 'dies before it', true, inDatabase],
	['n8n dies before its answer arrives', 'dies behind it', true, inDatabase],
	['it fails', 'is refused it', false, inDatabase],
	['its side goes away', 'finds nobody there', true, inDatabase],
	['n8n and all it remembers die before it arrives', 'dies before it', true, inMemory],
	['n8n and all it remembers die behind it', 'dies behind it', false, inMemory],
])('at each call of a copy: %s', (_, fate, between, mostKept) => {
	it('the next run goes on, and nothing is lost', async () => {
		const wrong: Record<number, string[]> = {};
		let call = 1;
		for (; call < MOST_CALLS; call++) {
			const interrupted = await interruptedAt(call, fate, mostKept);
			const wrongs = await wrongsOf(interrupted, between);
			if (wrongs.length > 0) wrong[call] = wrongs;
			if (interrupted.came === 'done') break;
		}
		expect(wrong).toEqual({});
		expect(call).toBeGreaterThan(15);
		expect(call).toBeLessThan(MOST_CALLS);
	});
});
