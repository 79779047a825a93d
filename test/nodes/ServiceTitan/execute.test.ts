import { checkAgainstSpecification } from '../../support/specification';
import {
	addNote,
	execute,
	getCustomer,
	getMany,
	ids,
} from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

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
