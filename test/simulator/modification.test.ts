import type { ServiceTitanSimulator } from '../../simulator';
import { Caller, idsOf } from './caller';

interface Scene {
	simulator: ServiceTitanSimulator;
	id: number;
	phone: number;
}

type Change = (scene: Scene, caller: Caller) => unknown;

/** A customer from ten minutes ago, and what one change does to its place among the modified ones. */
async function modifiedBy(change: Change, query = ''): Promise<boolean> {
	const caller = await Caller.signedIn();
	const { simulator } = caller;
	const { id } = simulator.addCustomer({ contacts: [{ type: 'Phone', value: '5125550100' }] });
	const [phone] = simulator.contactsOf(id);
	caller.clock.pass({ minutes: 10 });
	const since = new Date(caller.clock.now()).toISOString();
	await change({ simulator, id, phone: phone?.id ?? 0 }, caller);
	const { body } = await caller.get(
		`/customers?active=Any&modifiedOnOrAfter=${since}&ids=${id}${query}`,
	);
	return body.data.length === 1;
}

describe('what bumps a customer’s modifiedOn', () => {
	it.each<[story: string, bumps: boolean, change: Change]>([
		['a name', true, ({ simulator, id }) => simulator.editCustomer(id, { name: 'New' })],
		[
			'an address',
			true,
			({ simulator, id }) => simulator.editCustomer(id, { address: { city: 'X' } }),
		],
		['tags', true, ({ simulator, id }) => simulator.setTags(id, [201])],
		['a note', true, ({ simulator, id }) => simulator.addNote(id, 'Call back')],
		['a balance', true, ({ simulator, id }) => simulator.changeBalance(id, 10)],
		['a merge', true, ({ simulator, id }) => simulator.merge(id, simulator.addCustomer().id)],
		['deactivation', true, ({ simulator, id }) => simulator.deactivate(id)],
		[
			'a phone added',
			false,
			({ simulator, id }) => simulator.addContact(id, { type: 'Phone', value: '1' }),
		],
		[
			'a phone changed',
			false,
			({ simulator, phone }) => simulator.editContact(phone, { value: '2' }),
		],
		['a phone removed', false, ({ simulator, phone }) => simulator.removeContact(phone)],
		[
			'a note by the API',
			true,
			({ id }, caller) =>
				caller.call('POST', `/customers/${id}/notes`, { body: { text: 'Hello' } }),
		],
		[
			'a phone by the API',
			false,
			({ id, phone }, caller) =>
				caller.call('PATCH', `/customers/${id}/contacts/${phone}`, { body: { value: '3' } }),
		],
		[
			'a tag by the API',
			true,
			({ id }, caller) => caller.call('POST', `/customers/${id}/tags/202`),
		],
	])('%s: %s', async (_story, bumps, change) => {
		expect(await modifiedBy(change)).toBe(bumps);
	});

	it('does not count a balance for readers who exclude accounting, and counts the rest', async () => {
		const exclude = '&excludeAccountingChangesFromModifiedDateRange=true';
		expect(await modifiedBy(({ simulator, id }) => simulator.changeBalance(id, 9), exclude)).toBe(
			false,
		);
		expect(await modifiedBy(({ simulator, id }) => simulator.addNote(id, 'n'), exclude)).toBe(true);
	});
});

describe('a changed phone', () => {
	it('shows among the contact methods modified since, with its customer', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer({
			contacts: [{ type: 'Phone', value: '5125550100' }],
		});
		const [phone] = caller.simulator.contactsOf(id);
		caller.clock.pass({ minutes: 5 });
		const since = new Date(caller.clock.now()).toISOString();
		expect((await caller.get(`/customers/contacts?modifiedOnOrAfter=${since}`)).body.data).toEqual(
			[],
		);
		caller.simulator.editContact(phone?.id ?? 0, { value: '5125550199' });
		const { body } = await caller.get(`/customers/contacts?modifiedOnOrAfter=${since}`);
		expect(body.data).toMatchObject([{ id: phone?.id, customerId: id, value: '5125550199' }]);
	});
});

describe('a merge', () => {
	it('leaves the one inactive and pointing to the other', async () => {
		const caller = await Caller.signedIn();
		const [from, into] = idsOf([caller.simulator.addCustomer(), caller.simulator.addCustomer()]);
		caller.simulator.merge(from ?? 0, into ?? 0);
		expect((await caller.get(`/customers/${from}`)).body).toMatchObject({
			active: false,
			mergedToId: into,
		});
		expect(idsOf((await caller.get('/customers')).body.data)).toEqual([into]);
	});
});
