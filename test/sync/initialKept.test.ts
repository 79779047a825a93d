import type { RunProgress } from '../../core/sync/runProgress';
import type { InitialRequest } from '../../sync/initialRun';
import { askedOf, initialWorld, WORKSPACE, wrongsIn, type InitialWorld } from './initial/world';

/** Copies a business whose every answer takes so many minutes. @returns what was staged when customers began */
async function copied(world: InitialWorld, minutes: number, more: Partial<InitialRequest>) {
	let staged: number | undefined;
	world.simulator.world.afterAnswer = ({ path }) => {
		if (path.endsWith('/export/customers')) staged ??= world.supabase.staged(WORKSPACE).length;
		world.pass(minutes);
	};
	const summary = await world.copy(more);
	world.simulator.world.afterAnswer = () => undefined;
	return { staged, summary };
}

const all = ({ simulator }: InitialWorld) =>
	simulator.customers().flatMap(({ id }) => simulator.contactsOf(id)).length;

describe('contact methods', () => {
	it.each<[story: string, minutes: number, more: Partial<InitialRequest>, staged: boolean]>([
		['of a usual business stay in memory', 0, { mostKept: 1000 }, false],
		['that take more than half a minute go to the database', 0.2, { mostKept: 1000 }, true],
		['too many for the memory go to the database', 0, { mostKept: 5 }, true],
		['of a part go to the database', 0, { mostKept: 1000, handBackAfter: 5 }, true],
	])('%s', async (_, minutes, more, staged) => {
		const world = await initialWorld();
		const came = await copied(world, minutes, more);
		expect(came.staged).toBe(staged ? all(world) : 0);
		if (!came.summary.initialSyncCompleted) await world.copy();
		expect(wrongsIn(world)).toEqual([]);
	});

	it('that were in memory are read again by the next run, and customers go on where they were', async () => {
		const world = await initialWorld();
		let pages = 0;
		await world.copy({ mostKept: 1000, isStopped: () => ++pages > 14 }).catch(() => undefined);
		const { initial_contact_token, last_continue_from } = world.state();
		expect([initial_contact_token, last_continue_from]).toEqual([null, expect.any(String)]);
		world.simulator.log.clear();
		await world.copy({ mostKept: 1000 });
		expect(askedOf(world, '/export/customers/contacts')[0]).toBeUndefined();
		expect(askedOf(world, '/export/customers')[0]).toBe(last_continue_from);
		expect(wrongsIn(world)).toEqual([]);
	});

	it('say how many they are while they are read, wherever they are kept', async () => {
		const world = await initialWorld();
		const { runs } = world.ports;
		const told: unknown[] = [];
		world.ports.runs = {
			...runs,
			checkpoint: async (key, checkpoint) => {
				told.push((checkpoint.progress as RunProgress | undefined)?.message);
				await runs.checkpoint(key, checkpoint);
			},
		};
		await world.copy({ mostKept: 1000 });
		expect(told[0]).toMatch(/^Reading phone numbers and e-mails first: \d+ so far/);
	});
});
