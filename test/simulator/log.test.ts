import { CLIENT_SECRET, ServiceTitanSimulator } from '../../simulator';
import { Caller } from './caller';

describe('the request log', () => {
	it('holds every request as it was sent, in the order of arrival, and no secret', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer();
		await caller.get('/customers?sort=%2BId&active=Any&ids=1%2C2');
		await caller.call('POST', `/customers/${id}/notes`, { body: { text: 'Hello' } });
		await caller.get('/customers/1');
		const { entries } = caller.simulator.log;
		expect(entries).toMatchObject([
			{ number: 1, method: 'POST', path: '/connect/token', status: 200 },
			{
				method: 'GET',
				search: 'sort=%2BId&active=Any&ids=1%2C2',
				query: { sort: '+Id', active: 'Any', ids: '1,2' },
				status: 200,
				rows: 0,
				at: '2026-03-02T09:00:00.000Z',
			},
			{ method: 'POST', body: { text: 'Hello' }, status: 200 },
			{ path: '/crm/v2/tenant/1234567890/customers/1', status: 404 },
		]);
		expect(JSON.stringify(entries)).not.toContain(CLIENT_SECRET);
		expect(entries[1]?.headers.authorization).toMatch(/^Bearer …/);
	});

	it('counts calls by their path, and begins again when it is cleared', async () => {
		const caller = await Caller.signedIn();
		const { log } = caller.simulator;
		const { id } = caller.simulator.addCustomer();
		await caller.get('/customers?page=1');
		await caller.get(`/customers/${id}`);
		await caller.call('POST', `/customers/${id}/notes`, { body: { text: 'x' } });
		expect(log.to('/customers')).toHaveLength(1);
		expect(log.to(/\/customers/)).toHaveLength(3);
		expect(log.to(/\/customers/, 'POST')).toHaveLength(1);
		log.clear();
		await caller.get('/customers');
		expect(log.entries).toMatchObject([{ number: 5 }]);
	});

	it('keeps the last 20,000 and goes on counting', () => {
		const { log } = new ServiceTitanSimulator();
		const asked = { at: '', method: 'GET', path: '/customers', search: '', query: {}, headers: {} };
		for (let count = 0; count < 45_000; count += 1)
			log.add({ ...asked, body: undefined, status: 200, ms: 0 });
		expect(log.entries).toHaveLength(20_000);
		expect(log.entries[0]?.number).toBe(25_001);
		expect(log.entries.at(-1)?.number).toBe(45_000);
		log.clear();
		expect([log.entries.length, log.count]).toEqual([0, 45_000]);
	});

	it('names the fault a request met', async () => {
		const caller = await Caller.signedIn();
		caller.simulator.faults.next(1, '502');
		await caller.get('/customers');
		expect(caller.simulator.log.entries.at(-1)).toMatchObject({ status: 502, fault: '502' });
	});
});
