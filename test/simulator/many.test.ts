import { ServiceTitanSimulator, type CustomerReply, type Listening } from '../../simulator';

/** Many changes in one go, as somebody who measures asks for them. */
describe('the controls of many customers at once', () => {
	let simulator: ServiceTitanSimulator;
	let server: Listening;

	beforeEach(async () => {
		simulator = new ServiceTitanSimulator({ customers: 200 });
		server = await simulator.listen();
	});
	afterEach(() => server.close());

	async function many(edit: string, customers: unknown, query = '') {
		const reply = await fetch(`${server.url}/control/many/${edit}${query}`, {
			method: 'POST',
			body: JSON.stringify({ customers }),
		});
		return { status: reply.status, body: (await reply.json()) as { ids: number[] } };
	}

	const changedIn = (before: CustomerReply[]): number[] => {
		const known = new Map(before.map((customer) => [customer.id, JSON.stringify(customer)]));
		const changed = simulator
			.customers()
			.filter((customer) => known.get(customer.id) !== JSON.stringify(customer));
		return changed.map(({ id }) => id);
	};
	const ascending = (ids: number[]): number[] => [...ids].sort((a, b) => a - b);

	it.each(['touch', 'edit'])('%s exactly so many customers, all over the list', async (edit) => {
		const before = simulator.customers();
		const { ids } = (await many(edit, 50)).body;
		expect(ids).toHaveLength(50);
		expect(changedIn(before)).toEqual(ascending(ids));
		const places = ascending(ids).map((id) => before.findIndex((customer) => customer.id === id));
		expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(150);
	});

	it('edit makes each a different customer, touch bumps modifiedOn alone', async () => {
		const before = new Map(simulator.customers().map((customer) => [customer.id, customer]));
		const [touched, edited] = [(await many('touch', 1)).body.ids, (await many('edit', 1)).body.ids];
		const differences = (id = 0) =>
			Object.entries(simulator.customer(id))
				.filter(([name, value]) => {
					const was = before.get(id)?.[name as keyof CustomerReply];
					return JSON.stringify(was) !== JSON.stringify(value);
				})
				.map(([name]) => name);
		expect(differences(touched[0])).toEqual(['modifiedOn']);
		expect(differences(edited[0])).toEqual(['doNotMail', 'modifiedOn']);
	});

	it('phones gives so many customers another number and leaves the customers as they were', async () => {
		const [before, all] = [simulator.customers(), simulator.tenant.contacts.rows()];
		const { ids } = (await many('phones', 60)).body;
		const changed = simulator.tenant.contacts.rows().filter((row, index) => row !== all[index]);
		expect(ascending(changed.map(({ customerId }) => customerId))).toEqual(ascending(ids));
		for (const { value, type } of changed) {
			expect(value).toMatch(/^1?\d{10}$/);
			expect(['Phone', 'MobilePhone']).toContain(type);
		}
		const values = (rows: typeof all) =>
			rows.filter(({ id }) => changed.some((one) => one.id === id));
		expect(values(all).every(({ value }, index) => value !== changed[index]?.value)).toBe(true);
		expect(changedIn(before)).toEqual([]);
	});

	it('take others each time', async () => {
		const chosen = [];
		for (let turn = 0; turn < 10; turn += 1) chosen.push(...(await many('touch', 1)).body.ids);
		expect(new Set(chosen).size).toBeGreaterThan(5);
	});

	it.each<[story: string, edit: string, customers: unknown, query: string, status: number]>([
		['more than there are', 'touch', 201, '', 400],
		['none', 'touch', 0, '', 400],
		['no number', 'phones', 'all', '', 400],
		['what nobody knows', 'merge', 1, '', 404],
		['a tenant nobody knows', 'edit', 1, '?tenant=5', 404],
	])('refuse %s in words', async (_story, edit, customers, query, status) => {
		const refused = await many(edit, customers, query);
		expect(refused).toEqual({ status, body: { message: expect.stringMatching(/\w{3}/) } });
	});

	it('count all requests ever made', async () => {
		await fetch(`${server.url}/crm/v2/tenant/1/customers`);
		await fetch(`${server.url}/control/log`, { method: 'DELETE' });
		await fetch(`${server.url}/crm/v2/tenant/1/customers`);
		const said = await (await fetch(`${server.url}/control`)).json();
		expect(said).toMatchObject({ requests: 1, requestsEver: 2 });
	});
});
