import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ServiceTitan } from '../../../nodes/ServiceTitan/ServiceTitan.node';
import { executeContext, type Execution } from '../../support/n8nHost/contexts';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';
import { checkAgainstSpecification } from '../../support/specification';

type World = ReturnType<typeof startServiceTitanWorld>;

const node = new ServiceTitan();

/** Runs the node once for each set of parameters. */
async function execute(
	{ host }: World,
	items: IDataObject[],
	more: Partial<Execution> = {},
): Promise<INodeExecutionData[]> {
	const [output = []] = await node.execute.call(executeContext(host, node, { items, ...more }));
	return output;
}

const getCustomer = (customerId: unknown, more: IDataObject = {}): IDataObject => ({
	resource: 'customer',
	operation: 'get',
	customerId: customerId as IDataObject,
	...more,
});

const getMany = (more: IDataObject = {}): IDataObject => ({
	resource: 'customer',
	operation: 'getMany',
	...more,
});

const addNote = (customerId: number, text: unknown, more: IDataObject = {}): IDataObject => ({
	resource: 'note',
	operation: 'add',
	customerId,
	text: text as string,
	...more,
});

const ids = (output: INodeExecutionData[]): unknown[] => output.map(({ json }) => json.id);

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
			description: expect.stringContaining('customerId'),
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

	it.each<[parameters: IDataObject, field: string]>([
		[{ filters: { createdBefore: 'last Tuesday' } }, 'filters.createdBefore'],
		[{ filters: { active: 'Maybe' } }, 'filters.active'],
		[{ limit: 'ten' }, 'limit'],
		[{ limit: 0 }, 'limit'],
	])('says what is wrong with %j, and asks nobody', async (parameters, field) => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [getMany(parameters)])).rejects.toMatchObject({
			description: expect.stringContaining(`${field}:`),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});

describe('note: add', () => {
	it('writes one note, and gives it with whose it is', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const [item] = await execute(world, [
			addNote(id, ' Called back. ', { options: { pinToTop: true } }),
		]);
		expect(item?.json).toMatchObject({ text: 'Called back.', isPinned: true, customerId: id });
		expect(world.simulator.log.to(/notes$/, 'POST')).toHaveLength(1);
	});

	it('is not written twice when the connection is cut: it may be there already', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		world.simulator.faults.next(1, 'lostAnswer', { path: /notes$/ });
		await expect(execute(world, [addNote(id, 'Called back.')])).rejects.toMatchObject({
			message: 'The connection to ServiceTitan ended before the answer was complete',
			description: expect.stringContaining('look in ServiceTitan whether it is there already'),
		});
		expect(world.simulator.log.to(/notes$/, 'POST')).toHaveLength(1);
	});

	it.each(['', '   ', undefined])('without text (%p) is not sent', async (text) => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		await expect(execute(world, [addNote(id, text)])).rejects.toMatchObject({
			description: expect.stringContaining('text'),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});

describe('items', () => {
	it('are worked on one by one, each output paired to its input', async () => {
		const world = startServiceTitanWorld();
		const [ada, bob] = ['Ada', 'Bob'].map((name) => world.simulator.addCustomer({ name }).id);
		const output = await execute(world, [
			getCustomer(ada),
			getMany({ limit: 2 }),
			getCustomer(bob),
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 1, 2].map((item) => ({ item })),
		);
		expect(ids(output)).toEqual([ada, ada, bob, bob]);
	});

	it('that fail say why and let the others go on, where that is wanted', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const output = await execute(world, [getCustomer(999), getCustomer(id)], {
			continueOnFail: true,
		});
		expect(output).toMatchObject([
			{
				json: { error: 'ServiceTitan has no such record', description: expect.any(String) },
				pairedItem: { item: 0 },
			},
			{ json: { id }, pairedItem: { item: 1 } },
		]);
	});

	it('that fail are named otherwise', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		await expect(execute(world, [getCustomer(id), getCustomer(999)])).rejects.toMatchObject({
			context: { itemIndex: 1 },
		});
	});

	it('by the dozen take one token', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const dozen = Array.from({ length: 12 }, () => getCustomer(id));
		await execute(world, dozen);
		expect(world.simulator.tokens.issued).toBe(1);
	});
});

it('a credential without a tenant is said to be incomplete', async () => {
	const world = startServiceTitanWorld();
	world.credential.tenantId = '';
	await expect(execute(world, [getMany()])).rejects.toMatchObject({
		message: 'The Tenant ID of the ServiceTitan credential is empty',
	});
});

it('every request of it conforms to the specification', async () => {
	const world = startServiceTitanWorld({ customers: 3 });
	const [{ id } = { id: 0 }] = world.simulator.customers();
	const filters = { name: 'a', active: 'Any', createdBefore: '2027-01-01T00:00:00Z' };
	await execute(world, [
		getCustomer(id),
		getMany({ filters, options: { includeContacts: true } }),
		addNote(id, 'Called back.', { options: { pinToTop: true, addToLocations: false } }),
	]);
	expect(world.simulator.log.entries.flatMap(checkAgainstSpecification)).toEqual([]);
});
