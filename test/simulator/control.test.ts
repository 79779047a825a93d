import { ServiceTitanSimulator, type Listening } from '../../simulator';

/** The control API and the page, as the demo and a person use them. */
describe('the controls', () => {
	let simulator: ServiceTitanSimulator;
	let server: Listening;
	let id: number;

	beforeEach(async () => {
		simulator = new ServiceTitanSimulator({ customers: 30 });
		server = await simulator.listen();
		id = simulator.addCustomer({
			name: 'Smith, John',
			contacts: [{ type: 'Phone', value: '(512) 555-0100' }],
		}).id;
	});
	afterEach(() => server.close());

	async function send(method: string, path: string, body?: unknown) {
		const reply = await fetch(`${server.url}/control${path}`, {
			method,
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		return { status: reply.status, body: JSON.parse(await reply.text()) };
	}

	it('list customers with their contact methods, the last changed first, and search them', async () => {
		const { body } = await send('GET', '/customers?limit=5');
		expect(body).toMatchObject({ total: 31, customers: [{ id }, {}, {}, {}, {}] });
		for (const search of ['smith', '5125550100', String(id)]) {
			const found = await send('GET', `/customers?search=${search}`);
			expect(found.body.customers[0]).toMatchObject({
				id,
				contacts: [{ value: '(512) 555-0100' }],
			});
		}
		expect((await send('GET', '/customers?search=nobody-at-all')).body.total).toBe(0);
	});

	it('change a customer as a person would: name, note, balance, phones', async () => {
		const contact = simulator.contactsOf(id)[0]?.id;
		await send('PATCH', `/customers/${id}`, { name: 'Smith, Jane', balance: 12.5 });
		await send('POST', `/customers/${id}/notes`, { text: 'Call back' });
		await send('POST', `/customers/${id}/contacts`, { type: 'Email', value: 'jane@example.com' });
		await send('PATCH', `/customers/${id}/contacts/${contact}`, { value: '5125550199' });
		const { body } = await send('GET', `/customers/${id}`);
		expect(body).toMatchObject({
			name: 'Smith, Jane',
			balance: 12.5,
			notes: [{ text: 'Call back' }],
			contacts: [{ value: '5125550199' }, { value: 'jane@example.com' }],
		});
		await send('DELETE', `/customers/${id}/contacts/${contact}`);
		expect(simulator.contactsOf(id)).toHaveLength(1);
	});

	it('merge, deactivate, and make active again', async () => {
		const { id: into } = simulator.addCustomer();
		await send('POST', `/customers/${id}/merge`, { intoId: String(into) });
		expect(simulator.customer(id)).toMatchObject({ active: false, mergedToId: into });
		await send('POST', `/customers/${id}/reactivate`);
		expect(simulator.customer(id)).toMatchObject({ active: true, mergedToId: null });
		await send('POST', `/customers/${id}/deactivate`);
		expect(simulator.customer(id).active).toBe(false);
	});

	it.each<[story: string, method: string, path: string, body: unknown, status: number]>([
		['an unknown customer', 'PATCH', '/customers/1', { name: 'x' }, 404],
		['a merge into itself', 'POST', '/customers/ID/merge', { intoId: 'ID' }, 400],
		['a field nobody knows', 'PATCH', '/customers/ID', { nickname: 'x' }, 400],
		['an unknown fault', 'POST', '/faults', { kind: 'flood' }, 400],
		['an unknown switch', 'PATCH', '/switches', { gravity: false }, 400],
		['a number that is none', 'PATCH', '/switches', { latencyMs: null }, 400],
		['a switch in no position it has', 'PATCH', '/switches', { wrongAppKey: 418 }, 400],
		['an unknown control', 'GET', '/nothing', undefined, 404],
		['an unknown tenant', 'GET', '/customers?tenant=5', undefined, 404],
	])('refuse %s in words', async (_story, method, path, body, status) => {
		const named = JSON.parse(JSON.stringify(body ?? null).replaceAll('ID', String(id)));
		const refused = await send(method, path.replace('ID', String(id)), named ?? undefined);
		expect(refused).toEqual({ status, body: { message: expect.stringMatching(/\w{3}/) } });
	});

	it('switch faults and behaviour on and off, and end tokens', async () => {
		await send('POST', '/faults', { kind: '502', count: 2 });
		await send('POST', '/faults', { kind: '429', probability: 0.5, path: '/customers' });
		expect((await send('GET', '/faults')).body).toMatchObject({
			next: [{ kind: '502', left: 2 }],
			rates: [{ kind: '429', probability: 0.5 }],
		});
		await send('DELETE', '/faults');
		expect(simulator.faults.pending).toEqual({ next: [], rates: [] });
		await send('PATCH', '/switches', { pageSizeMax: 50, wrongAppKey: '404', dateHeader: false });
		expect(simulator.switches).toMatchObject({
			pageSizeMax: 50,
			wrongAppKey: 404,
			dateHeader: false,
		});
		await send('PATCH', '/switches', { ratePerSecond: null, exportTokenLife: 1000 });
		expect(simulator.switches).toMatchObject({ ratePerSecond: Infinity, exportTokenLife: 1000 });
		await send('DELETE', '/switches');
		expect(simulator.switches).toMatchObject({ pageSizeMax: 5000, wrongAppKey: 401 });
		expect((await send('POST', '/tokens/expire')).status).toBe(200);
	});

	it('show the log from a number on, clear it, and are not in it', async () => {
		await fetch(`${server.url}/crm/v2/tenant/1/customers`);
		await fetch(`${server.url}/crm/v2/tenant/1/tags`);
		expect((await send('GET', '/log?after=1')).body.entries).toMatchObject([{ number: 2 }]);
		await send('DELETE', '/log');
		expect((await send('GET', '/log')).body.entries).toEqual([]);
		expect((await send('GET', '')).body).toMatchObject({
			requests: 0,
			tenants: [{ customers: 31 }],
		});
	});

	it('are a page too, in one piece, with what people typed shown as text', async () => {
		simulator.editCustomer(id, { name: '<script>alert(1)</script>' });
		const page = await (await fetch(server.url)).text();
		expect(page).toContain('&lt;script&gt;alert(1)');
		expect(page).not.toContain('<script>alert');
		expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
		const editor = await fetch(`${server.url}/control/parts/customers/${id}`);
		expect(await editor.text()).toContain('(512) 555-0100');
		for (const part of ['customers?search=smith', 'faults', 'pending', 'log'])
			expect((await fetch(`${server.url}/control/parts/${part}`)).status).toBe(200);
	});
});
