import { execute, getCustomer, ids } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

describe('customer: get', () => {
	const phone = { type: 'MobilePhone' as const, value: '555-010-4477' };

	it('gives the customer with its contact methods', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ name: 'Ada Smith', contacts: [phone] });
		const [item] = await execute(world, [getCustomer(id)]);
		expect(item?.json).toMatchObject({ id, name: 'Ada Smith', contacts: [phone] });
	});

	it('gives every field as ServiceTitan sends it when it is not simplified', async () => {
		const world = startServiceTitanWorld();
		const customer = world.simulator.addCustomer({ name: 'Ada Smith' });
		const [item] = await execute(world, [getCustomer(customer.id, { simplify: false })]);
		expect(item?.json).toEqual({ ...customer, contacts: [] });
	});

	it('leaves out what nobody reads when it is simplified', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const [item] = await execute(world, [getCustomer(id)]);
		expect(item?.json).not.toHaveProperty('externalData');
		expect(item?.json).not.toHaveProperty('createdById');
		expect(item?.json).toHaveProperty('modifiedOn');
	});

	it('finds an inactive customer and its contact methods too', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ contacts: [phone] });
		world.simulator.deactivate(id);
		const [item] = await execute(world, [getCustomer(id)]);
		expect(item?.json).toMatchObject({ id, active: false, contacts: [phone] });
	});

	it.each<[mode: string, value: (id: number) => unknown]>([
		['id', (id) => String(id)],
		['id', (id) => ` ${id} `],
		['list', (id) => id],
		['url', (id) => `https://go.servicetitan.com/#/Customer/${id}?tab=notes`],
	])('finds it by %s', async (mode, value) => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const output = await execute(world, [getCustomer({ mode, value: value(id) })]);
		expect(ids(output)).toEqual([id]);
	});

	it.each([
		['an empty id', ''],
		['a name', 'Smith'],
		['nothing', undefined],
		['zero', 0],
	])('says which field is wrong for %s, and asks nobody', async (_story, value) => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [getCustomer({ mode: 'id', value })])).rejects.toMatchObject({
			description: 'Customer: this is no ID of a customer; it is a number such as 41863',
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});

	it('says that there is no such customer', async () => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [getCustomer(999)])).rejects.toMatchObject({
			message: 'ServiceTitan has no such record',
			httpCode: '404',
		});
	});
});
