import { instantOfMillis } from '../../core/instant';
import { watch } from '../../sync/watch';
import { beginReading, Reader } from '../support/world/reader';
import { serviceTitanAlone } from '../support/world/serviceTitanAlone';

const TEN_MINUTES_MS = 600_000;
const APART: Array<[story: string, ms: number]> = [
	['ten minutes behind', -TEN_MINUTES_MS],
	['at one', 0],
	['ten minutes ahead', TEN_MINUTES_MS],
];

describe.each(APART)('the database’s clock %s of ServiceTitan’s', (_, apartMs) => {
	it.each<[by: string, exportPermitted: boolean]>([
		['by their export', true],
		['by their list', false],
	])('loses neither customers nor phones, read %s', async (_by, exportPermitted) => {
		const { world, reader, simulator } = await beginReading();
		simulator.switches.exportPermitted = exportPermitted;
		const phoneOf = (id: number) => simulator.contactsOf(id)[0];
		const arrived = new Map<number, string | undefined>();
		const run = async () => {
			const databaseNow = instantOfMillis(world.clock.now() + apartMs);
			for (const id of await reader.run({ databaseNow })) arrived.set(id, phoneOf(id)?.value);
		};
		await run();
		const contacts = [{ type: 'Phone', value: '512-555-0100' } as never];
		const ids: number[] = [];
		for (let round = 0; round < 8; round++) {
			world.pass(7);
			ids.push(simulator.addCustomer({ contacts }).id);
			world.pass(7);
			// Half an hour after its customer: nothing but the stream of contact methods brings it.
			const phone = phoneOf(ids.at(-3) ?? 0);
			if (phone) simulator.editContact(phone.id, { value: '512-555-0199' });
			world.pass(1);
			await run();
		}
		for (let quiet = 0; quiet < 2; quiet++) {
			world.pass(15);
			await run();
		}
		expect(ids.map((id) => arrived.get(id))).toEqual(ids.map((id) => phoneOf(id)?.value));
	});
});

describe.each(APART)('n8n’s clock %s of ServiceTitan’s', (_, apartMs) => {
	it('loses nothing where the workflow remembers', async () => {
		const world = await serviceTitanAlone();
		let saved: unknown;
		const poll = async (): Promise<number[]> => {
			const { changes, next } = await watch(world.connection, {
				saved,
				triggerOn: 'createdOrUpdated',
				includeContacts: true,
				maxCustomers: 5000,
				hasTime: () => true,
				now: instantOfMillis(world.clock.now() + apartMs),
				lookbackSeconds: 300,
				pageSize: 50,
				excludeAccountingChanges: false,
			});
			saved = JSON.parse(JSON.stringify(next));
			return changes.map(({ customer }) => customer.id);
		};
		expect(await poll()).toEqual([]);
		const wanted: number[] = [];
		const got: number[] = [];
		for (let round = 0; round < 8; round++) {
			world.pass(14);
			wanted.push(world.simulator.addCustomer({ name: `Round ${round}` }).id);
			world.pass(1);
			got.push(...(await poll()));
		}
		expect(got).toEqual(wanted);
	});
});

describe('the Date of ServiceTitan', () => {
	it.each<[story: string, set: (switches: { dateHeader: boolean; clockSkewMs: number }) => void]>([
		['absent', (switches) => (switches.dateHeader = false)],
		['a day ahead', (switches) => (switches.clockSkewMs = 86_400_000)],
		['a day behind', (switches) => (switches.clockSkewMs = -86_400_000)],
		['ten minutes ahead', (switches) => (switches.clockSkewMs = TEN_MINUTES_MS)],
		['ten minutes behind', (switches) => (switches.clockSkewMs = -TEN_MINUTES_MS)],
	])('%s from the first run on loses nothing', async (_, set) => {
		const world = await serviceTitanAlone();
		set(world.simulator.switches);
		const reader = new Reader(world);
		await reader.run();
		const wanted: number[] = [];
		const got = new Set<number>();
		for (let round = 0; round < 6; round++) {
			world.pass(14);
			wanted.push(world.simulator.addCustomer({ name: `Round ${round}` }).id);
			world.pass(1);
			for (const id of await reader.run()) got.add(id);
		}
		expect([...got].sort()).toEqual(wanted.sort());
	});

	it('that is no date, or of another century, is as good as none', async () => {
		for (const date of [
			'garbage',
			'',
			'Thu, 01 Jan 1970 00:00:00 GMT',
			'Fri, 01 Jan 2199 00:00:00 GMT',
		]) {
			const world = await serviceTitanAlone();
			const dated = { ...world, connection: { ...world.connection } };
			const answer = world.simulator.fetch.bind(world.simulator);
			world.simulator.fetch = async (request) => {
				const response = await answer(request);
				response.headers.set('date', date);
				return response;
			};
			const reader = new Reader(dated);
			await reader.run();
			const wanted: number[] = [];
			const got = new Set<number>();
			for (let round = 0; round < 3; round++) {
				world.pass(14);
				wanted.push(world.simulator.addCustomer({ name: `Round ${round}` }).id);
				world.pass(1);
				for (const id of await reader.run()) got.add(id);
			}
			expect([...got].sort()).toEqual(wanted.sort());
		}
	});

	it('absent, and the database ten minutes ahead of ServiceTitan: nothing is lost', async () => {
		const world = await serviceTitanAlone();
		world.simulator.switches.dateHeader = false;
		const reader = new Reader(world);
		const run = async () =>
			await reader.run({ databaseNow: instantOfMillis(world.clock.now() + TEN_MINUTES_MS) });
		await run();
		const wanted: number[] = [];
		const got = new Set<number>();
		for (let round = 0; round < 6; round++) {
			world.pass(1);
			wanted.push(world.simulator.addCustomer({ name: `Round ${round}` }).id);
			world.pass(14);
			for (const id of await run()) got.add(id);
		}
		expect([...got].sort()).toEqual(wanted.sort());
	});
});
