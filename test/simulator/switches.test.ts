import { ServiceTitanSimulator } from '../../simulator';
import { Caller, idsOf } from './caller';

describe('by switch', () => {
	it('lists lag behind writes, while a single customer is read as it is', async () => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		const { id } = simulator.addCustomer({ name: 'Before' });
		simulator.switches.visibilityLagMs = 120_000;
		simulator.editCustomer(id, { name: 'After' });
		const listed = async () => (await caller.get('/customers')).body.data[0].name;
		expect(await listed()).toBe('Before');
		expect((await caller.get(`/customers/${id}`)).body.name).toBe('After');
		caller.clock.pass({ minutes: 2 });
		expect(await listed()).toBe('After');
	});

	it('?ids= is empty right after a write', async () => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		simulator.switches.idsLagMs = 2000;
		const { id } = simulator.addCustomer();
		const byId = async () => idsOf((await caller.get(`/customers?ids=${id}`)).body.data);
		expect(await byId()).toEqual([]);
		expect(idsOf((await caller.get('/customers')).body.data)).toEqual([id]);
		caller.clock.pass({ seconds: 2 });
		expect(await byId()).toEqual([id]);
	});

	it('many rows share one instant', async () => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		const ids = Array.from({ length: 5 }, () => simulator.addCustomer().id);
		const instants = (rows: Array<{ modifiedOn: string }>) =>
			new Set(rows.map(({ modifiedOn }) => modifiedOn)).size;
		expect(instants(simulator.customers())).toBe(5);
		expect(instants(simulator.bulkEdit(ids, { doNotMail: true }))).toBe(1);
		simulator.switches.sharedInstant = true;
		expect(instants(ids.map((id) => simulator.touch(id)))).toBe(1);
	});

	it('no write is older than the one before, though they share the instant of their second', () => {
		const now = () => Date.parse('2026-03-02T12:45:00.572Z');
		const simulator = new ServiceTitanSimulator({ clock: { now } });
		const { id, modifiedOn } = simulator.addCustomer();
		simulator.switches.sharedInstant = true;
		expect(simulator.touch(id).modifiedOn).toBe(modifiedOn);
		const [together] = simulator.bulkEdit([id], { doNotMail: true });
		expect(simulator.touch(id).modifiedOn).toBe(together?.modifiedOn);
	});

	it('the total is never given, and the order not kept', async () => {
		const caller = await Caller.signedIn();
		const [first, second] = idsOf([caller.simulator.addCustomer(), caller.simulator.addCustomer()]);
		caller.simulator.touch(first ?? 0);
		Object.assign(caller.simulator.switches, { totalCount: false, sortKept: false });
		const { body } = await caller.get('/customers?sort=%2BId&includeTotal=true');
		expect(body.totalCount).toBeNull();
		expect(idsOf(body.data)).toEqual([second, first]);
	});

	it.each(['null', 'absent'] as const)('fields come as %s', async (form) => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		const { id } = simulator.addCustomer({
			contacts: [{ type: 'Phone', value: '1', memo: 'Home' }],
		});
		const fields = { country: form, modifiedOn: form, externalData: form };
		Object.assign(simulator.switches, { ...fields, phoneSettings: form, memo: form });
		const { body } = await caller.get(`/customers/${id}`);
		const contact = (await caller.get(`/customers/${id}/contacts`)).body.data[0];
		const value = form === 'null' ? null : undefined;
		expect([body.address.country, body.modifiedOn, body.externalData]).toEqual([
			value,
			value,
			value,
		]);
		expect([contact.phoneSettings, contact.memo]).toEqual([value, value]);
		expect('memo' in contact).toBe(form === 'null');
	});

	it('the Date header is right, off, or missing, and the records’ instants stay right', async () => {
		const caller = await Caller.signedIn();
		const { switches } = caller.simulator;
		const date = async () => (await caller.get('/customers')).headers.get('date');
		expect(await date()).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
		switches.clockSkewMs = -600_000;
		expect(await date()).toBe('Mon, 02 Mar 2026 08:50:00 GMT');
		expect(caller.simulator.addCustomer().modifiedOn).toMatch(/^2026-03-02T09:00/);
		switches.dateHeader = false;
		expect(await date()).toBeNull();
		switches.reset();
		expect(await date()).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
	});
});

describe('customers modified between pages', () => {
	/** Reads all pages of a busy list. @returns how many customers of before were never seen */
	async function lost(seed: number, query: string): Promise<number> {
		const caller = await Caller.signedIn({ seed, customers: 200 });
		const { simulator } = caller;
		const since = new Date(caller.clock.now()).toISOString();
		for (const { id } of simulator.customers()) simulator.touch(id);
		caller.clock.pass({ minutes: 1 });
		const before = idsOf(simulator.customers());
		simulator.switches.editsBetweenPages = 6;
		const rows = await caller.everyPage(
			`/customers?active=Any&pageSize=20&modifiedOnOrAfter=${since}&${query}`,
		);
		const seen = new Set(idsOf(rows));
		return before.filter((id) => !seen.has(id)).length;
	}

	it('are lost to readers by ModifiedOn, and never to readers by Id', async () => {
		const until = `modifiedBefore=${new Date(Date.parse('2026-03-02T09:01:00Z')).toISOString()}`;
		for (const seed of [1, 2, 3, 4, 5]) {
			expect(await lost(seed, 'sort=%2BId')).toBe(0);
			expect(await lost(seed, 'sort=%2BModifiedOn')).toBeGreaterThan(0);
			expect(await lost(seed, `sort=%2BId&${until}`)).toBeGreaterThan(0);
		}
	});
});

describe('what nobody documents, by switch:', () => {
	it('how many ids one call takes', async () => {
		const caller = await Caller.signedIn();
		const ids = [1, 2, 3].map(() => caller.simulator.addCustomer().id).join();
		caller.simulator.switches.idsMax = 2;
		expect((await caller.get(`/customers?ids=${ids}`)).status).toBe(400);
		expect((await caller.get(`/customers/contacts?customerIds=${ids}`)).status).toBe(400);
		caller.simulator.switches.idsMax = 3;
		expect((await caller.get(`/customers?ids=${ids}`)).body.data).toHaveLength(3);
	});

	it('whether modifiedOnOrAfter holds its own instant', async () => {
		const caller = await Caller.signedIn();
		const { modifiedOn } = caller.simulator.addCustomer();
		const found = async () =>
			(await caller.get(`/customers?modifiedOnOrAfter=${modifiedOn}`)).body.data.length;
		expect(await found()).toBe(1);
		caller.simulator.switches.sinceInclusive = false;
		expect(await found()).toBe(0);
	});

	it.each([
		[0, /:\d\dZ$/],
		[3, /\.\d{1,3}Z$/],
		[9, /\.\d{7}11Z$/],
	])('%i digits of a second', async (digits, form) => {
		const caller = await Caller.signedIn();
		caller.simulator.switches.fractionDigits = digits;
		caller.clock.pass({ ms: 123 });
		const { modifiedOn } = caller.simulator.addCustomer();
		expect(modifiedOn).toMatch(form);
	});

	it('where an export begins, what it shows at once, and after how long the rest', async () => {
		const caller = await Caller.signedIn();
		const { simulator, clock } = caller;
		simulator.addCustomer();
		clock.pass({ minutes: 60 });
		simulator.addCustomer();
		await caller.signIn();
		const rows = async (query: string) =>
			(await caller.get(`/export/customers?${query}`)).body.data.length;
		const since = `from=${new Date(clock.now() - 60_000).toISOString()}`;
		const recent = 'includeRecentChanges=true';
		expect([await rows(`${since}&${recent}`), await rows(since)]).toEqual([1, 0]);
		simulator.switches.exportRecent = false;
		expect(await rows(`${since}&${recent}`)).toBe(0);
		simulator.switches.exportLagMs = 0;
		clock.pass({ ms: 1 });
		expect(await rows(since)).toBe(1);
		simulator.switches.exportDateKept = false;
		expect(await rows(since)).toBe(2);
	});
});
