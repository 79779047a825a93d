import { searchCustomers } from '../../../nodes/ServiceTitan/searchCustomers';
import { listContext } from '../../support/n8nHost/contexts';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

type World = ReturnType<typeof startServiceTitanWorld>;

const search = async ({ host }: World, filter?: string, token?: string) =>
	await searchCustomers.call(listContext(host), filter, token);

const names = async (world: World, filter?: string): Promise<string[]> =>
	(await search(world, filter)).results.map(({ name }) => name.replace(/ \(\d+\)$/, ''));

describe('the list of customers to choose from', () => {
	it('begins with those changed last', async () => {
		const world = startServiceTitanWorld();
		const [ada] = ['Ada', 'Bob', 'Cy'].map((name) => world.simulator.addCustomer({ name }).id);
		world.clock.pass(1_000);
		world.simulator.touch(ada ?? 0);
		expect((await names(world))[0]).toBe('Ada');
	});

	it('shows name and id, and gives the id', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ name: 'Ada Smith' });
		expect((await search(world)).results).toEqual([{ name: `Ada Smith (${id})`, value: id }]);
	});

	it.each<[what: string, filter: string]>([
		['a part of the name', 'smi'],
		['a phone number', '(555) 010-4477'],
		['the digits of a phone number', '5550104477'],
		['an international number', '+1 555 010 4477'],
	])('finds by %s', async (_what, filter) => {
		const world = startServiceTitanWorld();
		const contacts = [{ type: 'Phone' as const, value: '+1 (555) 010-4477' }];
		world.simulator.addCustomer({ name: 'Ada Smith', contacts });
		world.simulator.addCustomer({ name: 'Bob Jones' });
		expect(await names(world, filter)).toEqual(['Ada Smith']);
	});

	it('finds by id, an inactive customer too', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ name: 'Ada Smith' });
		world.simulator.addCustomer({ name: 'Bob Jones' });
		world.simulator.deactivate(id);
		expect(await names(world, String(id))).toEqual(['Ada Smith']);
	});

	it('goes on page by page to the last customer', async () => {
		const world = startServiceTitanWorld({ customers: 120 });
		const active = world.simulator.customers().filter((customer) => customer.active);
		const found = new Set<unknown>();
		let token: unknown;
		do {
			const page = await search(world, undefined, token as string | undefined);
			page.results.forEach(({ value }) => found.add(value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(active.length).toBeGreaterThan(100);
		expect([...found].sort()).toEqual(active.map(({ id }) => id).sort());
	});

	it('says what is wrong instead of staying empty', async () => {
		const world = startServiceTitanWorld();
		world.simulator.tenant.scopes.delete('tn.crm.customers:r');
		await expect(search(world)).rejects.toThrow('The ServiceTitan app lacks a permission (scope)');
	});
});
