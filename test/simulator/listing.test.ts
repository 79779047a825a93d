import { Caller, idsOf } from './caller';

describe('the list of customers', () => {
	it('gives 50 a page and only active customers, unless asked for more', async () => {
		const caller = await Caller.signedIn();
		for (let count = 0; count < 60; count += 1)
			caller.simulator.addCustomer({ active: count % 20 !== 0 });
		const first = (await caller.get('/customers')).body;
		expect(first).toMatchObject({ page: 1, pageSize: 50, hasMore: true, totalCount: null });
		expect(first.data).toHaveLength(50);
		const second = (await caller.get('/customers?page=2&includeTotal=true')).body;
		expect(second).toMatchObject({ hasMore: false, totalCount: 57 });
		expect((await caller.get('/customers?active=Any&includeTotal=true')).body.totalCount).toBe(60);
		expect((await caller.get('/customers?active=False&includeTotal=true')).body.totalCount).toBe(3);
		expect((await caller.get('/customers?page=9')).body).toMatchObject({
			data: [],
			hasMore: false,
		});
	});

	it('says there is no more when the last page is exactly full', async () => {
		const caller = await Caller.signedIn({ customers: 0 });
		for (let count = 0; count < 10; count += 1) caller.simulator.addCustomer();
		expect((await caller.get('/customers?pageSize=5&page=2')).body).toMatchObject({
			hasMore: false,
			data: { length: 5 },
		});
	});

	it('compares seven digits: on or after is inclusive, before is exclusive', async () => {
		const caller = await Caller.signedIn();
		const instants = ['10:00:00.1234566', '10:00:00.1234567', '10:00:00.1234568'];
		const [, middle] = instants.map((time) =>
			caller.simulator.addCustomer({ modifiedOn: `2026-03-01T${time}Z` }),
		);
		const since = (await caller.get(`/customers?modifiedOnOrAfter=${middle?.modifiedOn}`)).body;
		expect(since.data).toHaveLength(2);
		const until = (await caller.get(`/customers?modifiedBefore=${middle?.modifiedOn}`)).body;
		expect(until.data).toHaveLength(1);
	});

	it.each([
		['2026-03-01T10:00:00.2876004Z', '2026-03-01T10:00:00.2876004Z'],
		['2026-03-01T10:00:00.287Z', '2026-03-01T10:00:00.287Z'],
		['2026-03-01T10:00:00.1000000Z', '2026-03-01T10:00:00.1Z'],
		['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
		['2026-03-01T10:00:10.0000000Z', '2026-03-01T10:00:10Z'],
	])('writes %s as %s: trailing zeros are trimmed', async (modifiedOn, written) => {
		const caller = await Caller.signedIn();
		expect(caller.simulator.addCustomer({ modifiedOn }).modifiedOn).toBe(written);
	});

	it('gives writes within one millisecond instants of their own, in their order', async () => {
		const caller = await Caller.signedIn();
		const written = [1, 2, 3].map(() => caller.simulator.addCustomer());
		const { body } = await caller.get('/customers?sort=%2BModifiedOn');
		expect(idsOf(body.data)).toEqual(idsOf(written));
		expect(new Set(written.map(({ modifiedOn }) => modifiedOn)).size).toBe(3);
	});

	it('sorts by Id, ModifiedOn and CreatedOn, both ways', async () => {
		const caller = await Caller.signedIn();
		const [a, b] = idsOf([caller.simulator.addCustomer(), caller.simulator.addCustomer()]);
		caller.clock.pass({ seconds: 1 });
		caller.simulator.touch(a ?? 0);
		const order = async (sort: string) =>
			idsOf((await caller.get(`/customers?sort=${sort}`)).body.data);
		expect(await order('%2BId')).toEqual([a, b]);
		expect(await order('-Id')).toEqual([b, a]);
		expect(await order('%2BModifiedOn')).toEqual([b, a]);
		expect(await order('-CreatedOn')).toEqual([b, a]);
	});

	it.each([
		['sort=+Id', 'sort'],
		['sort=Id', 'sort'],
		['sort=%2BName', 'sort'],
		['pageSize=5001', 'pageSize'],
		['pageSize=0', 'pageSize'],
		['page=0', 'page'],
		['page=one', 'page'],
		['active=maybe', 'active'],
		['includeTotal=yes', 'includeTotal'],
		['modifiedOnOrAfter=yesterday', 'modifiedOnOrAfter'],
		['ids=1,x', 'ids'],
		[`ids=${Array.from({ length: 51 }, (_, index) => index + 1)}`, 'ids'],
	])('refuses %s and names %s', async (query, field) => {
		const caller = await Caller.signedIn();
		const { status, body } = await caller.get(`/customers?${query}`);
		expect({ status, fields: Object.keys(body.errors) }).toEqual({ status: 400, fields: [field] });
	});

	it('takes 50 ids, and leaves out those it does not know', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer();
		const ids = [id, ...Array.from({ length: 49 }, (_, index) => index + 1)].join(',');
		expect(idsOf((await caller.get(`/customers?ids=${ids}`)).body.data)).toEqual([id]);
	});

	it('ignores parameters it does not know: an unfiltered page comes back', async () => {
		const caller = await Caller.signedIn({ customers: 10 });
		const { body } = await caller.get('/customers?updatedSince=2030-01-01&active=Any');
		expect(body.data).toHaveLength(10);
	});

	it('has a smaller page size when switched so, and says it by name', async () => {
		const caller = await Caller.signedIn();
		caller.simulator.switches.pageSizeMax = 50;
		const { status, body } = await caller.get('/customers?pageSize=500');
		expect(status).toBe(400);
		expect(body.errors.pageSize[0]).toContain('50');
		expect((await caller.get('/customers?pageSize=50')).status).toBe(200);
	});

	it.each(['%2BId', '-Id', '%2BModifiedOn', '-ModifiedOn'])(
		'finds the few that changed, and those asked for by id, in the order of %s',
		async (sort) => {
			const caller = await Caller.signedIn({ customers: 100 });
			const { simulator } = caller;
			const chosen = idsOf(simulator.customers().filter(({ active }) => active)).slice(10, 15);
			const [first, ...later] = chosen;
			for (const id of [...later, first ?? 0]) simulator.touch(id);
			const byTime = sort.includes('ModifiedOn') ? [...later, first] : chosen;
			const expected = sort.startsWith('-') ? [...byTime].reverse() : byTime;
			const since = new Date(caller.clock.now()).toISOString();
			for (const query of [
				`modifiedOnOrAfter=${since}`,
				`ids=${[...later, first, first].join()}`,
			]) {
				const { body } = await caller.get(`/customers?sort=${sort}&${query}`);
				expect(idsOf(body.data)).toEqual(expected);
			}
		},
	);

	it('finds by name, phone, and address', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer({
			name: 'Smith, John & Mary',
			address: { city: 'Denver' },
			contacts: [{ type: 'Phone', value: '(720) 555-0143' }],
		});
		caller.simulator.addCustomer({ name: 'Other' });
		for (const query of ['name=smith', 'phone=7205550143', 'city=denver'])
			expect(idsOf((await caller.get(`/customers?${query}`)).body.data)).toEqual([id]);
	});
});
