import { execute, getCustomer, getMany, ids } from '../../support/n8nHost/serviceTitanNode';
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

describe('customer: get, simplified', () => {
	const withDetails = () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({
			tagTypeIds: [201, 999],
			customFields: [{ typeId: 77, name: 'Gate code', value: '1234' }],
			contacts: [
				{ type: 'Email', value: 'ann@example.com' },
				{ type: 'MobilePhone', value: '5125550142' },
				{ type: 'Fax', value: '5125550143' },
			],
		});
		return { world, id };
	};

	it('gives tags and custom fields by their names, and how to reach the customer', async () => {
		const { world, id } = withDetails();
		const [item, second] = await execute(world, [getCustomer(id), getCustomer(id)]);
		expect(item?.json).toMatchObject({
			tagTypeIds: [201, 999],
			tags: ['VIP', 'No name (999)'],
			customFields: { 'Gate code': '1234' },
			phones: ['5125550142'],
			emails: ['ann@example.com'],
		});
		expect(second?.json.tags).toEqual(item?.json.tags);
		expect(world.simulator.log.entries.filter(({ path }) => /tag-types/.test(path))).toHaveLength(
			1,
		);
	});

	it('leaves tags as ids where the app may not read their names', async () => {
		const { world, id } = withDetails();
		world.simulator.tenant.scopes.delete('tn.stn.tagtypes:r');
		const [item] = await execute(world, [getCustomer(id)]);
		expect(item?.json).toMatchObject({ tagTypeIds: [201, 999] });
		expect(item?.json).not.toHaveProperty('tags');
	});

	it('many of them in the same form', async () => {
		const { world } = withDetails();
		const [item] = await execute(world, [getMany({ options: { includeContacts: true } })]);
		expect(item?.json).toMatchObject({ tags: ['VIP', 'No name (999)'], phones: ['5125550142'] });
	});
});
