import type { INodeExecutionData } from 'n8n-workflow';

import { addPerson, begin, THE_TRIGGER, THE_TRIGGER_ALONE, type Way } from '../support/world/ways';

describe.each([THE_TRIGGER, THE_TRIGGER_ALONE])('"Customer Created" with %s', (name) => {
	let way: Way;
	beforeEach(async () => {
		way = await begin(name);
	});
	afterEach(async () => await way.world.end());

	const created = { triggerOn: 'created' };
	const poll = async (minutes: number, options = {}) => {
		way.world.pass(minutes);
		return await way.carry(options, created);
	};

	it('fires once: not again within the lookback, nor when the customer changes', async () => {
		const { serviceTitan } = way.world;
		const id = addPerson(way.world);
		expect(await poll(1)).toBe(1);
		expect(await poll(1)).toBe(0);
		serviceTitan.editCustomer(id, { name: 'Renamed, R' });
		expect(await poll(1)).toBe(0);
		serviceTitan.editContact(serviceTitan.contactsOf(id)[0]?.id ?? 0, { value: 'n@example.com' });
		expect(await poll(1)).toBe(0);
		serviceTitan.addNote(id, 'called');
		expect(await poll(30)).toBe(0);
	});

	it('fires for a customer that was edited before it was read for the first time', async () => {
		const id = addPerson(way.world);
		way.world.pass(2);
		way.world.serviceTitan.editCustomer(id, { name: 'Renamed, R' });
		expect(await poll(1)).toBe(1);
		expect(await poll(15)).toBe(0);
	});

	it('fires for the first and for the last instant of the window, and for none before', async () => {
		const cursor = Date.parse(String(await way.cursor()));
		const at = (ms: number) => new Date(ms).toISOString();
		const before = at(cursor - 300_001);
		addPerson(way.world, 'First, F', { createdOn: at(cursor - 300_000) });
		addPerson(way.world, 'Older, O', { createdOn: before });
		expect(await poll(1)).toBe(1);
		expect(await poll(15)).toBe(0);
	});

	it('fires once for each of a backlog over several polls', async () => {
		for (let person = 0; person < 25; person++) addPerson(way.world, `P${person}, P`);
		const options = { pageSize: 10, maxCustomersPerPoll: 10 };
		const fired: number[] = [];
		for (let count = 0; count < 5; count++) fired.push(await poll(1, options));
		expect(fired).toEqual([10, 10, 5, 0, 0]);
	});

	it('fires once though a poll before failed', async () => {
		addPerson(way.world);
		way.world.serviceTitan.faults.next(1, '403', { path: /tenant\/\d+\/customers\/contacts$/ });
		await expect(poll(1)).rejects.toThrow();
		expect(await poll(1)).toBe(1);
		expect(await poll(1)).toBe(0);
	});
});

it('"Customer Created" fires again only for who never arrived', async () => {
	const { world, carry } = await begin(THE_TRIGGER);
	addPerson(world, 'One, O');
	addPerson(world, 'Two, T');
	world.pass(1);
	const items: INodeExecutionData[] = await world.poll({}, { triggerOn: 'created' });
	await world.upsert(items.slice(0, 1));
	// The execution died; its lease runs out.
	await world.database.sql`
		update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'`;
	const again = await world.poll({}, { triggerOn: 'created' });
	expect(again.map(({ json }) => json.sync)).toMatchObject([
		{ event: 'created' },
		{ event: 'created' },
	]);
	await world.upsert(again);
	expect(await carry({}, { triggerOn: 'created' })).toBe(0);
	expect(await world.contacts()).toHaveLength(2);
	await world.end();
});
