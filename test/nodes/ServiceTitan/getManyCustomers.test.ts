import type { IDataObject } from 'n8n-workflow';

import { execute, getMany, ids } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

describe('customer: get many', () => {
	const filters = { active: 'Any' };

	it('gives fifty unless told otherwise, in the order of their ids', async () => {
		const world = startServiceTitanWorld({ customers: 70 });
		const output = await execute(world, [getMany()]);
		const active = world.simulator.customers().filter((customer) => customer.active);
		const expected = active.map(({ id }) => id).sort((a, b) => a - b);
		expect(ids(output)).toEqual(expected.slice(0, 50));
		expect(world.simulator.log.to('/customers')).toHaveLength(1);
	});

	it('gives as many as the limit says', async () => {
		const world = startServiceTitanWorld({ customers: 10 });
		expect(await execute(world, [getMany({ limit: 3 })])).toHaveLength(3);
	});

	it('gives all, page by page', async () => {
		const world = startServiceTitanWorld({ customers: 1_100 });
		const output = await execute(world, [getMany({ returnAll: true, filters })]);
		expect(new Set(ids(output)).size).toBe(1_100);
		expect(world.simulator.log.to('/customers')).toHaveLength(3);
	});

	it('goes on with small pages where large ones are refused', async () => {
		const world = startServiceTitanWorld({ customers: 120 });
		world.simulator.switches.pageSizeMax = 50;
		expect(await execute(world, [getMany({ returnAll: true, filters })])).toHaveLength(120);
	});

	it.each<[filters: IDataObject, expected: string[]]>([
		[{ name: 'smith' }, ['Ada Smith', 'Bob Smith']],
		[{ name: ' smith ', city: 'Austin' }, ['Bob Smith']],
		[{ phone: '(555) 010-4477' }, ['Ada Smith']],
		[{ zip: 78701 }, ['Bob Smith']],
		[{ active: 'Any' }, ['Ada Smith', 'Bob Smith', 'Cy Young', 'Gone Merged']],
		[{ active: 'False' }, ['Gone Merged']],
		[{ createdOnOrAfter: '2026-07-01T08:00:00' }, ['Cy Young']],
		[{ createdBefore: '2026-07-01T13:00:00Z' }, ['Ada Smith', 'Bob Smith']],
		[{ modifiedOnOrAfter: '2026-07-01T13:00:00.000+00:00', name: '' }, ['Cy Young']],
	])('with the filters %j finds %j', async (filters, expected) => {
		const world = startServiceTitanWorld();
		const { simulator, clock } = world;
		const contacts = [{ type: 'Phone' as const, value: '(555) 010-4477' }];
		simulator.addCustomer({ name: 'Ada Smith', address: { city: 'Waco', zip: '76701' }, contacts });
		simulator.addCustomer({ name: 'Bob Smith', address: { city: 'Austin', zip: '78701' } });
		simulator.deactivate(simulator.addCustomer({ name: 'Gone Merged' }).id);
		// 08:00 in Chicago, the workflow's time zone, is 13:00 in UTC.
		clock.pass(60 * 60_000);
		simulator.addCustomer({ name: 'Cy Young', address: { city: 'Waco', zip: '76701' } });
		const output = await execute(world, [getMany({ filters })]);
		expect(output.map(({ json }) => json.name).sort()).toEqual(expected);
	});

	it('adds the contact methods where they are wanted, one call for fifty customers', async () => {
		const world = startServiceTitanWorld({ customers: 61 });
		const options = { includeContacts: true };
		const output = await execute(world, [getMany({ limit: 60, filters, options })]);
		for (const { json } of output) {
			const theirs = world.simulator.contactsOf(Number(json.id)).map(({ id }) => id);
			expect((json.contacts as Array<{ id: number }>).map(({ id }) => id).sort()).toEqual(
				theirs.sort(),
			);
		}
		expect(world.simulator.log.to('/customers/contacts')).toHaveLength(2);
	});

	it.each<[parameters: IDataObject, words: string]>([
		[{ filters: { createdBefore: 'last Tuesday' } }, 'filters.createdBefore: is no date and time'],
		[{ filters: { active: 'Maybe' } }, 'filters.active: '],
		[{ limit: 'ten' }, 'limit: must be a number'],
		[{ limit: 0 }, 'limit: must be 1 or more'],
	])('says what is wrong with %j, and asks nobody', async (parameters, words) => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [getMany(parameters)])).rejects.toMatchObject({
			description: expect.stringContaining(words),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});
