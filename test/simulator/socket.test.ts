import { ServiceTitanSimulator, type Listening } from '../../simulator';

/** What only a real connection can show. */
describe('over HTTP', () => {
	let simulator: ServiceTitanSimulator;
	let server: Listening;

	beforeEach(async () => {
		simulator = new ServiceTitanSimulator({ customers: 20 });
		server = await simulator.listen();
	});
	afterEach(() => server.close());

	const ask = (init: RequestInit = {}) => fetch(`${server.apiUrl}/crm/v2/tenant/1/customers`, init);

	it('listens on this machine alone and answers as it does in memory', async () => {
		expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		const { status, headers } = await ask();
		expect(status).toBe(401);
		expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() - 5000);
	});

	it('sends no Date header when it is switched off, not even the server’s own', async () => {
		simulator.switches.dateHeader = false;
		expect((await ask()).headers.has('date')).toBe(false);
	});

	it('really resets the connection', async () => {
		simulator.faults.next(1, 'reset');
		await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect((await ask()).status).toBe(401);
	});

	it('hangs until the caller gives up, and closes although somebody still waits', async () => {
		simulator.faults.next(2, 'hang');
		const givenUp = ask({ signal: AbortSignal.timeout(50) });
		await expect(givenUp).rejects.toMatchObject({ name: 'TimeoutError' });
		const waiting = expect(ask()).rejects.toThrow('fetch failed');
		while (simulator.log.entries.length < 2) await new Promise((next) => setTimeout(next, 5));
		await server.close();
		await waiting;
	});

	it('gives a body that ends too early as one that ends', async () => {
		simulator.faults.next(1, 'truncated');
		const text = await (await ask()).text();
		expect(() => JSON.parse(text)).toThrow(SyntaxError);
	});

	it('refuses a port that is taken', async () => {
		await expect(simulator.listen({ port: server.port })).rejects.toMatchObject({
			code: 'EADDRINUSE',
		});
	});
});
