import { WIRE_FAULTS, type WireFault } from '../support/faultProxy/faults';
import { CHECKPOINT, PLACES, type Place } from '../support/faultProxy/places';
import { virtualClock } from '../support/faultProxy/virtualClock';
import { startWireWorld, type WireWorld } from '../support/faultProxy/wireWorld';

jest.mock('../../nodes/shared/systemClock', () => ({
	systemClock: jest.requireActual('../support/faultProxy/virtualClock').virtualClock,
}));

/** No attempt begins later than five minutes after the first, and one takes no longer than its time limit. */
const MOST_SECONDS = { serviceTitan: 300 + 105, supabase: 300 + 60 };

type Case = [kind: string, place: string, fault: WireFault, at: Place];

const everyCase: Case[] = Object.entries(WIRE_FAULTS).flatMap(([kind, fault]) =>
	PLACES.map((place): Case => [kind, place.name, fault, place]),
);

/** Without the export a run goes on by the list, and says so. */
const doesWithout = ({ name }: Place, kind: string): boolean =>
	name === 'the export of contact methods' && /^403|^404|redirect/.test(kind);

const passing = everyCase.filter(([, , { final }]) => final !== true);

describe(`${everyCase.length + passing.length} faults over the wire`, () => {
	let world: WireWorld;
	let people: number[] = [];
	let turn = 0;
	beforeAll(async () => {
		world = await startWireWorld(0);
		await run();
		world.pass(60);
		people = Array.from({ length: 5 }, () => world.serviceTitan.addCustomer({ name: 'New' }).id);
		world.pass(15);
		await run();
	});
	afterAll(async () => await world.end());

	beforeEach(() => {
		world.heal();
		world.requests.credentials.serviceTitanOAuth2Api.accessToken = '';
	});

	const run = async () =>
		(await world.sync('runIncrementalSync', { options: { pageSize: 3 } }))[0] ?? {};
	const cursor = async () => (await world.state()).cursor;
	const strike = (fault: WireFault, { service, where }: Place, times?: number) =>
		world.strike({ fault, where, times }, service);

	/** Every customer and a phone of each changes, so that all calls of a run are made. */
	function everybodyChanges(): string {
		turn += 1;
		world.pass(30);
		for (const id of people) {
			world.serviceTitan.editCustomer(id, { name: `Person ${turn}` });
			world.serviceTitan.addContact(id, { type: 'Email', value: `p${id}.${turn}@example.com` });
		}
		world.pass(15);
		return String(turn);
	}

	/** A run whose start was never answered can be recorded by nobody: its lease ends it. */
	const leaseRunsOut = async () =>
		await world.database.sql`
			update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'
			where sync_status = 'running'`;

	/** What ServiceTitan holds is what the table holds. */
	async function expectAllArrived(number: string): Promise<void> {
		const rows = await world.contacts();
		expect(rows.map(({ crm_id }) => Number(crm_id)).sort()).toEqual([...people].sort());
		expect(rows.map(({ lastname }) => lastname)).toEqual(people.map(() => number));
	}

	it.each(everyCase)(
		'%s at %s: for ever, it ends the run in time and in words and the cursor stays; twice, the next run rides it out and brings everything',
		async (kind, _place, fault, at) => {
			const changed = everybodyChanges();
			const before = await cursor();
			strike(fault, at);
			let said = '';
			const tookMs = await virtualClock.timed(async () => {
				said = await run().then(messageOf, inWords);
			});
			expect(world.proxies[at.service].struck).toBeGreaterThan(0);
			expect(tookMs).toBeLessThanOrEqual(MOST_SECONDS[at.service] * 1000);
			if (!doesWithout(at, kind)) {
				expect(said).toMatch(/^[A-Z][^.]{10,}\. .*[A-Z][^.]{10,}.*\.$/s);
				expect(said).not.toMatch(/\berror\b|undefined|\[object|axios|ECONN|HPE_/i);
				if (!fault.afterWork) expect(await cursor()).toEqual(before);
			}
			world.heal();
			await leaseRunsOut();
			if (fault.final !== true) strike(fault, at, 2);
			expect(await run()).toMatchObject({ status: 'completed' });
			await expectAllArrived(changed);
			expect(await world.state()).toMatchObject({ sync_status: 'completed', last_error: null });
		},
	);

	it('Supabase gone from the middle of a run on: ended within 12 minutes, closed by its lease, nothing lost', async () => {
		const changed = everybodyChanges();
		const before = await cursor();
		const where = /upsert_contacts|finish_run|fail_run|checkpoint_run/;
		world.strike({ fault: NO_ANSWER, where }, 'supabase');
		let said = '';
		const tookMs = await virtualClock.timed(async () => {
			said = await run().then(messageOf, inWords);
		});
		expect(tookMs).toBeLessThanOrEqual(12 * 60_000);
		expect(said).toMatch(/connection to Supabase.*Run it again/);
		expect(await cursor()).toEqual(before);
		world.heal();
		await leaseRunsOut();
		await run();
		await expectAllArrived(changed);
	});

	it.each<[name: string, at: Place, seconds: number]>([
		['page 1 of the customers', PLACES[2] as Place, 225],
		['the checkpoint', CHECKPOINT, 180],
	])(
		'a poll that meets no answer at %s ends in time, and the next one brings everything',
		async (_name, at, seconds) => {
			const changed = everybodyChanges();
			strike(NO_ANSWER, at);
			const tookMs = await virtualClock.timed(async () => {
				expect(await world.poll()).toEqual([]);
			});
			expect(tookMs).toBeLessThanOrEqual(seconds * 1000);
			expect(await world.state()).toMatchObject({
				sync_status: 'failed',
				last_error: expect.stringMatching(/^The connection to .* No answer within the time limit/),
			});
			world.heal();
			expect(await world.run()).toMatchObject({ status: 'completed' });
			await expectAllArrived(changed);
		},
	);
});

const NO_ANSWER = WIRE_FAULTS['no answer'] as WireFault;

const messageOf = ({ message }: { message?: unknown }): string => String(message);

const inWords = (thrown: unknown): string => {
	const { message, description } = thrown as { message: string; description?: string };
	return `${message}. ${description ?? ''}`;
};
