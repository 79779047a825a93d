import type { FaultKind } from '../../simulator';
import { Caller, idsOf } from './caller';

describe('a fault', () => {
	it.each<[kind: FaultKind, status: number]>([
		['401', 401],
		['403', 403],
		['404', 404],
		['429', 429],
		['500', 500],
		['502', 502],
		['503', 503],
		['504', 504],
		['html', 502],
		['html200', 200],
		['empty', 200],
	])('of kind %s answers %s once, and then all is well', async (kind, status) => {
		const caller = await Caller.signedIn({ customers: 3 });
		caller.simulator.faults.next(1, kind);
		const faulty = await caller.get('/customers');
		expect(faulty.status).toBe(status);
		expect(Array.isArray(faulty.body?.data)).toBe(false);
		expect((await caller.get('/customers')).body.data.length).toBeGreaterThan(0);
	});

	it('breaks JSON off in the middle', async () => {
		const caller = await Caller.signedIn({ customers: 3 });
		caller.simulator.faults.next(1, 'truncated');
		const { status, text, body } = await caller.get('/customers');
		expect({ status, body }).toEqual({ status: 200, body: undefined });
		expect(text).toMatch(/^\{"page":1/);
	});

	it('resets the connection: before the work is done, or after it', async () => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		const { id } = simulator.addCustomer();
		const write = () => caller.call('POST', `/customers/${id}/notes`, { body: { text: 'x' } });
		simulator.faults.next(1, 'reset');
		await expect(write()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect(simulator.notesOf(id)).toHaveLength(0);
		simulator.faults.next(1, 'lostAnswer');
		await expect(write()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect(simulator.notesOf(id)).toHaveLength(1);
		expect(simulator.log.entries.at(-1)).toMatchObject({ status: 0, fault: 'lostAnswer' });
	});

	it('hangs until the caller gives up', async () => {
		const { simulator } = await Caller.signedIn();
		simulator.faults.next(1, 'hang');
		const signal = AbortSignal.timeout(50);
		const url = 'https://api.servicetitan.io/crm/v2/tenant/1/customers';
		await expect(simulator.fetch(new Request(url, { signal }))).rejects.toMatchObject({
			name: 'TimeoutError',
		});
	});

	it('meets the requests it was meant for: by path, by method, after some went through', async () => {
		const caller = await Caller.signedIn();
		const { faults } = caller.simulator;
		const { id } = caller.simulator.addCustomer();
		faults.next(1, '500', { path: '/customers', method: 'GET', after: 2 });
		const statuses = [];
		for (const path of ['/customers', `/customers/${id}`, '/customers', '/customers', '/customers'])
			statuses.push((await caller.get(path)).status);
		expect(statuses).toEqual([200, 200, 200, 500, 200]);
	});

	it('leaves token requests alone, unless they are named', async () => {
		const caller = new Caller();
		caller.simulator.faults.rate('503', 1);
		expect((await caller.signIn()).status).toBe(200);
		caller.simulator.faults.next(1, '429', { path: '/connect/token' });
		expect((await caller.signIn()).status).toBe(429);
	});

	it('comes by chance, the same way for the same seed, until it is cleared', async () => {
		const statuses = async (seed: number) => {
			const caller = await Caller.signedIn({ seed });
			caller.simulator.faults.rate('500', 0.5);
			const seen = [];
			for (let call = 0; call < 40; call += 1) seen.push((await caller.get('/customers')).status);
			caller.simulator.faults.clear();
			seen.push((await caller.get('/customers')).status);
			return seen;
		};
		const [one, again, other] = [await statuses(1), await statuses(1), await statuses(2)];
		expect(one).toEqual(again);
		expect(one).not.toEqual(other);
		expect(new Set(one)).toEqual(new Set([200, 500]));
		expect(one.at(-1)).toBe(200);
	});

	it('of 429 can say how long, and how it is said', async () => {
		const caller = await Caller.signedIn();
		caller.simulator.faults.next(1, '429', { retryAfterSeconds: 7.5, retryAfter: 'float' });
		expect((await caller.get('/customers')).headers.get('retry-after')).toBe('7.5');
		caller.simulator.faults.next(1, '429', { retryAfterSeconds: 7, retryAfter: 'absent' });
		const { headers, body } = await caller.get('/customers');
		expect(headers.has('retry-after')).toBe(false);
		expect(body.title).toMatch(/in 7 seconds\.$/);
	});
});

describe('a fault of paging', () => {
	it('promises more and gives nothing', async () => {
		const caller = await Caller.signedIn({ customers: 5 });
		caller.simulator.faults.next(1, 'emptyPage');
		expect((await caller.get('/customers?page=2&pageSize=2')).body).toMatchObject({
			page: 2,
			data: [],
			hasMore: true,
		});
	});

	it('gives the page before once more, or for ever', async () => {
		const caller = await Caller.signedIn();
		for (let count = 0; count < 6; count += 1) caller.simulator.addCustomer();
		const page = async (number: number) =>
			(await caller.get(`/customers?pageSize=2&page=${number}`)).body;
		const first = await page(1);
		caller.simulator.faults.next(1, 'samePage');
		expect(await page(2)).toEqual({ ...first, page: 2 });
		expect(idsOf((await page(2)).data)).not.toEqual(idsOf(first.data));
		caller.simulator.faults.rate('samePage', 1);
		const second = await page(2);
		for (const number of [3, 4, 99]) expect((await page(number)).data).toEqual(second.data);
		expect((await page(100)).hasMore).toBe(true);
	});

	it('gives the same export batch under the same token', async () => {
		const caller = await Caller.signedIn({ customers: 10 });
		caller.simulator.switches.exportBatchSize = 3;
		const { body: first } = await caller.get('/export/customers');
		caller.simulator.faults.rate('samePage', 1);
		const { body: second } = await caller.get(`/export/customers?from=${first.continueFrom}`);
		expect(second).toEqual(first);
	});

	it.each(['/export/customers', '/export/customers/contacts'])(
		'gives the same batch of %s under the same token for ever, however late it is',
		async (path) => {
			const caller = await Caller.signedIn({ customers: 30 });
			caller.simulator.switches.exportBatchSize = 7;
			const next = async (token: string) => (await caller.get(`${path}?from=${token}`)).body;
			const first = (await caller.get(path)).body;
			caller.simulator.faults.rate('samePage', 1);
			let token = first.continueFrom;
			for (let asked = 0; asked < 5; asked += 1) {
				await caller.later(1);
				const batch = await next(token);
				expect(batch).toMatchObject({ data: first.data, hasMore: true, continueFrom: token });
				token = batch.continueFrom;
			}
			caller.simulator.faults.clear();
			expect(idsOf((await next(token)).data)).not.toEqual(idsOf(first.data));
		},
	);
});
