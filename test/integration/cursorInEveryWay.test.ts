import { addPerson, begin, complaintOf, EVERY_WAY, type Way } from '../support/world/ways';

describe.each(EVERY_WAY)('the cursor with %s', (name) => {
	let way: Way;
	beforeEach(async () => {
		way = await begin(name);
	});
	afterEach(async () => await way.world.end());

	const names = async () => (await way.world.contacts()).map(({ lastname }) => lastname);
	it('of two runs the second brings only what changed, in the same millisecond too', async () => {
		const { world, carry } = way;
		const [one, two] = world.serviceTitan.tenant.clock.atOneInstant(() => [
			addPerson(world, 'One, Olga'),
			addPerson(world, 'Two, Tom'),
		]);
		world.pass(1);
		expect(await carry()).toBe(2);
		expect(await carry()).toBe(0);
		// Both edits carry one instant, to the seventh digit.
		world.serviceTitan.bulkEdit([one ?? 0, two ?? 0], { name: 'Both, Bea' });
		world.pass(1);
		expect(await carry()).toBe(2);
		expect(await names()).toEqual(['Both', 'Both']);
		world.pass(15);
		expect(await carry()).toBe(0);
	});

	it('a customer whose instant is the first of the lookback, and who shows only now, is brought', async () => {
		const { world, carry, cursor } = way;
		await carry();
		const at = Date.parse(new Date(String(await cursor())).toISOString());
		const onTheBorder = new Date(at - 300_000).toISOString();
		addPerson(world, 'Late, Lea', { modifiedOn: onTheBorder });
		addPerson(world, 'Later, Lou', { modifiedOn: new Date(at).toISOString() });
		world.pass(1);
		expect(await carry()).toBe(2);
		expect(await names()).toEqual(['Late', 'Later']);
	});

	it('never passes the start of the run, though ServiceTitan takes its time to answer', async () => {
		const { world, carry, cursor } = way;
		world.serviceTitan.switches.latencyMs = 1_200;
		const begun = await clockOf(way);
		await carry();
		world.serviceTitan.switches.latencyMs = 0;
		expect(new Date(String(await cursor())).getTime()).toBeLessThanOrEqual(begun);
	});

	it.each<[story: string, switches: object]>([
		['is absent', { dateHeader: false }],
		['is a day ahead', { clockSkewMs: 86_400_000 }],
		['is a day behind', { clockSkewMs: -86_400_000 }],
	])('loses nothing where the Date of ServiceTitan %s', async (_, switches) => {
		const { world, carry } = way;
		// From here on ServiceTitan goes by the database's time.
		world.pass(24 * 60 - 75);
		await carry();
		Object.assign(world.serviceTitan.switches, switches);
		for (const person of ['One, A', 'Two, B', 'Three, C']) {
			addPerson(world, person);
			await carry();
		}
		expect(await names()).toEqual(['One', 'Two', 'Three']);
	});

	it.each<[page: string, after: number]>([
		['first', 0],
		['second', 1],
		['last', 2],
	])(
		'stays where the %s page of customers fails, and the next run brings all',
		async (_, after) => {
			const { world, carry, cursor } = way;
			for (let person = 1; person <= 25; person++) addPerson(world, `Person${person}, P`);
			world.pass(15);
			const before = await cursor();
			const failing = { path: '/customers', after };
			world.serviceTitan.faults.next(Number.POSITIVE_INFINITY, '403', failing);
			await expect(carry({ pageSize: 10 })).rejects.toThrow(/ServiceTitan/);
			expect(await cursor()).toEqual(before);
			world.serviceTitan.faults.clear();
			await carry({ pageSize: 10 });
			expect(await world.contacts()).toHaveLength(25);
		},
	);

	it.each<[what: string, path: string, after: number]>([
		['the phones and e-mails of the customers', '/customers/contacts', 0],
		['the last phones and e-mails', '/customers/contacts', 2],
		['the export of phones and e-mails', '/export/customers/contacts', 0],
	])('stays where %s cannot be read, and the next run brings all', async (_, path, after) => {
		const { world, carry, cursor } = way;
		for (let person = 1; person <= 25; person++) addPerson(world, `Person${person}, P`);
		world.pass(15);
		const before = await cursor();
		const matching = path.startsWith('/export')
			? { path, after }
			: { path: /tenant\/\d+\/customers\/contacts$/, after };
		world.serviceTitan.faults.next(Number.POSITIVE_INFINITY, 'emptyPage', matching);
		expect(await complaintOf(way, { pageSize: 10 })).toMatch(/ServiceTitan/);
		expect(await cursor()).toEqual(before);
		world.serviceTitan.faults.clear();
		await carry({ pageSize: 10 });
		expect(await world.contacts()).toHaveLength(25);
	});

	it('moves to the start of a run that brought nothing', async () => {
		const { world, carry, cursor } = way;
		const begun = await clockOf(way);
		expect(await carry()).toBe(0);
		const moved = new Date(String(await cursor())).getTime();
		expect(moved).toBeGreaterThan(begun - 2_000);
		expect(moved).toBeLessThanOrEqual(world.serviceTitan.tenant.clock.now());
	});

	it('a customer without modifiedOn is brought, and written twice does no harm', async () => {
		const { world, carry } = way;
		world.serviceTitan.switches.modifiedOn = 'absent';
		const id = addPerson(world, 'Timeless, Tim');
		world.pass(1);
		expect(await carry()).toBe(1);
		const [before] = await world.contacts();
		world.serviceTitan.editContact(world.serviceTitan.contactsOf(id)[0]?.id ?? 0, {
			value: 'new@example.com',
		});
		world.pass(1);
		expect(await carry()).toBe(1);
		const [after] = await world.contacts();
		expect(after).toMatchObject({ lastname: 'Timeless', email: 'new@example.com' });
		await carry();
		expect((await world.contacts())[0]?.updated_at).toEqual(after?.updated_at);
		expect(before?.email).toBe('TimelessTim@example.com'.toLowerCase());
	});
});

const clockOf = async ({ world }: Way): Promise<number> => world.serviceTitan.tenant.clock.now();
