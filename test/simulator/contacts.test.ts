import { Caller, idsOf } from './caller';

const PHONE = { type: 'Phone', value: '5125550100' } as const;

describe('the list of contact methods by dates', () => {
	it('is as things are when its next page is asked for, though the question is the same', async () => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		const contacts = [{ type: 'Phone', value: '5125550100' }] as const;
		const ids = [1, 2, 3].map(() => simulator.addCustomer({ contacts: [...contacts] }).id);
		const since = new Date(caller.clock.now()).toISOString();
		const listed = async (): Promise<number[]> => {
			const { body } = await caller.get(`/customers/contacts?modifiedOnOrAfter=${since}`);
			return body.data.map(({ customerId }: { customerId: number }) => customerId);
		};
		expect(await listed()).toEqual(ids);
		simulator.switches.inactiveInBulk = false;
		simulator.deactivate(ids[0] ?? 0);
		expect(await listed()).toEqual(ids.slice(1));
		simulator.switches.visibilityLagMs = 60_000;
		simulator.deleteCustomer(ids[1] ?? 0);
		expect(await listed()).toEqual(ids.slice(2));
		simulator.switches.visibilityLagMs = 0;
		simulator.removeContact(simulator.contactsOf(ids[2] ?? 0)[0]?.id ?? 0);
		expect(await listed()).toEqual([]);
	});
});

describe('contact methods', () => {
	it('of an inactive customer are refused with 409, reading included', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer({ active: false, contacts: [PHONE] });
		const contact = caller.simulator.contactsOf(id)[0]?.id;
		const path = `/customers/${id}/contacts`;
		const answers = await Promise.all([
			caller.get(path),
			caller.call('POST', path, { body: PHONE }),
			caller.call('PATCH', `${path}/${contact}`, { body: { value: '1' } }),
			caller.call('DELETE', `${path}/${contact}`),
		]);
		expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
	});

	it('of an inactive customer are in the list over many, or not, as switched', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer({ active: false, contacts: [PHONE] });
		const list = async () => (await caller.get(`/customers/contacts?customerIds=${id}`)).body.data;
		expect(await list()).toMatchObject([{ customerId: id }]);
		caller.simulator.switches.inactiveInBulk = false;
		expect(await list()).toEqual([]);
	});

	it('are listed for 50 customers a call and not for 51, nor for nobody in particular', async () => {
		const caller = await Caller.signedIn();
		const ids = Array.from(
			{ length: 51 },
			() => caller.simulator.addCustomer({ contacts: [PHONE] }).id,
		);
		const list = (some: number[]) =>
			caller.get(`/customers/contacts?pageSize=500&customerIds=${some.join(',')}`);
		expect((await list(ids.slice(0, 50))).body.data).toHaveLength(50);
		expect((await list(ids)).body.errors).toHaveProperty('customerIds');
		expect((await caller.get('/customers/contacts')).status).toBe(400);
	});

	it('removed ones are gone from the lists and inactive in the export', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer({ contacts: [PHONE] });
		const contact = caller.simulator.contactsOf(id)[0]?.id ?? 0;
		const { status, text } = await caller.call('DELETE', `/customers/${id}/contacts/${contact}`);
		expect({ status, text }).toEqual({ status: 200, text: '' });
		expect((await caller.get(`/customers/${id}/contacts`)).body.data).toEqual([]);
		expect((await caller.get(`/customers/contacts?customerIds=${id}`)).body.data).toEqual([]);
		const { body } = await caller.get('/export/customers/contacts?includeRecentChanges=true');
		expect(body.data).toMatchObject([{ id: contact, customerId: id, active: false }]);
	});

	it('of another customer cannot be changed through this one', async () => {
		const caller = await Caller.signedIn();
		const [mine, theirs] = idsOf([
			caller.simulator.addCustomer(),
			caller.simulator.addCustomer({ contacts: [PHONE] }),
		]);
		const contact = caller.simulator.contactsOf(theirs ?? 0)[0]?.id;
		const path = `/customers/${mine}/contacts/${contact}`;
		expect((await caller.call('PATCH', path, { body: { value: '1' } })).status).toBe(404);
	});
});

describe('bodies', () => {
	it('lose the fields ServiceTitan does not know, and it answers 200', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer({ name: 'Before' });
		const body = { name: 'After', nickname: 'Al' };
		const answered = await caller.call('PATCH', `/customers/${id}`, { body });
		expect(answered).toMatchObject({ status: 200, body: { name: 'After' } });
		expect(answered.body).not.toHaveProperty('nickname');
	});

	it.each<[story: string, body: unknown, field: string]>([
		['an address in part', { address: { city: 'Austin' } }, 'address.street'],
		['a type nobody has', { type: 'Martian' }, 'type'],
		['a text where a yes or no belongs', { doNotMail: 'yes' }, 'doNotMail'],
	])('are refused for %s, which is named', async (_story, body, field) => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer();
		const refused = await caller.call('PATCH', `/customers/${id}`, { body });
		expect(refused.status).toBe(400);
		expect(Object.keys(refused.body.errors)).toContain(field);
	});

	it('of a new customer need a name, an address and a location', async () => {
		const caller = await Caller.signedIn();
		const { body } = await caller.call('POST', '/customers', { body: {} });
		expect(Object.keys(body.errors).sort()).toEqual(['address', 'locations', 'name']);
	});
});
