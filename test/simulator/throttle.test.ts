import { Caller } from './caller';

async function callsOf(caller: Caller, count: number): Promise<number[]> {
	const statuses = [];
	for (let call = 0; call < count; call += 1)
		statuses.push((await caller.get('/customers')).status);
	return statuses;
}

describe('sixty calls a second', () => {
	it('are taken, and the next one a second after the first', async () => {
		const caller = await Caller.signedIn();
		expect((await callsOf(caller, 60)).every((status) => status === 200)).toBe(true);
		expect((await caller.get('/customers')).status).toBe(429);
		caller.clock.pass({ ms: 999 });
		expect((await caller.get('/customers')).status).toBe(429);
		caller.clock.pass({ ms: 1 });
		expect((await caller.get('/customers')).status).toBe(200);
	});

	it.each([
		['integer', '1'],
		['float', '1.0'],
		['date', 'Mon, 02 Mar 2026 09:00:01 GMT'],
		['absent', null],
	] as const)('beyond them, 429 says when to come back: %s', async (form, header) => {
		const caller = await Caller.signedIn();
		caller.simulator.switches.retryAfter = form;
		caller.simulator.switches.ratePerSecond = 1;
		await caller.get('/customers');
		const refused = await caller.get('/customers');
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe(header);
		expect(refused.body.title).toMatch(/in 1 seconds\.$/);
	});

	it('are counted for each business apart', async () => {
		const caller = await Caller.signedIn();
		caller.simulator.addTenant({ tenantId: 77, clientId: 'b', clientSecret: 'b' });
		caller.simulator.switches.ratePerSecond = 1;
		expect(await callsOf(caller, 2)).toEqual([200, 429]);
		await caller.signIn({ client_id: 'b', client_secret: 'b' });
		caller.tenantId = 77;
		expect(await callsOf(caller, 2)).toEqual([200, 429]);
	});
});
