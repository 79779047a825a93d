import { asked, execute } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const address = { street: '1 Main St', city: 'Austin', state: 'TX', zip: '78701', country: 'USA' };
const lead = { name: 'Ann', type: 'Residential', address };
const GUID = '0b5a3c5e-8d7e-4a4e-9a5c-1f2e3d4c5b6a';

function business() {
	const world = startServiceTitanWorld();
	const known = world.simulator.addCustomer({
		name: 'Smith, Ann',
		tagTypeIds: [201],
		externalData: [{ key: 'leadId', value: 'L1' }],
		contacts: [
			{ type: 'MobilePhone', value: '(512) 555-0142' },
			{ type: 'Email', value: 'Ann@example.com' },
		],
	});
	world.simulator.addCustomer({ name: 'Bob', contacts: [{ type: 'Phone', value: '5125550199' }] });
	const upsert = async (...items: Array<Record<string, unknown>>) =>
		(
			await execute(
				world,
				items.map((more) => asked('customer', 'upsert', { ...lead, ...more })),
			)
		).map(({ json }) => json);
	const values = (id: unknown) => world.simulator.contactsOf(Number(id)).map(({ value }) => value);
	return { world, known, upsert, values };
}

const phone = (value: unknown) => ({ findBy: 'phone', phone: value });
const email = (value: string) => ({ findBy: 'email', email: value });
const external = (value: string) => ({
	findBy: 'externalId',
	applicationGuid: GUID,
	externalKey: 'leadId',
	externalValue: value,
});

describe('customer: create or update', () => {
	it.each<[story: string, by: Record<string, unknown>]>([
		['by phone, however it is written', phone('+1 512.555.0142')],
		['by phone as a number', phone(5125550142)],
		['by e-mail, whatever its case', email(' ann@EXAMPLE.com')],
		['by an external id', external('L1')],
	])('%s finds the customer and leaves its name and address alone', async (_story, by) => {
		const { world, known, upsert } = business();
		const [item] = await upsert({ ...by, details: { tagTypeIds: ['Warranty'] } });
		expect(item).toMatchObject({ id: known.id, outcome: 'updated', name: 'Smith, Ann' });
		expect(world.simulator.customer(known.id).tagTypeIds).toEqual([201, 205]);
		expect(world.simulator.customers()).toHaveLength(2);
	});

	it.each<[story: string, by: Record<string, unknown>, contacts: string[]]>([
		['by phone', phone('5125550143'), ['5125550143']],
		['by e-mail', email('new@example.com'), ['new@example.com']],
		['by an external id', external('L2'), []],
	])(
		'%s finds nobody and creates one that is found the next time',
		async (_story, by, contacts) => {
			const { world, upsert, values } = business();
			const [created, updated] = await upsert(by, by);
			expect(created).toMatchObject({ outcome: 'created', name: 'Ann' });
			expect(values(created?.id)).toEqual(contacts);
			expect(updated).toMatchObject({ outcome: 'updated', id: created?.id });
			expect(world.simulator.customers()).toHaveLength(3);
		},
	);

	it('adds the contact methods that are missing, and no others', async () => {
		const { known, upsert, values } = business();
		const contact = [
			{ type: 'Phone', value: '512 555 0142' },
			{ type: 'Email', value: 'work@example.com', memo: 'Work' },
		];
		const [item] = await upsert({ ...phone('5125550142'), contacts: { contact } });
		expect(values(known.id)).toEqual(['(512) 555-0142', 'Ann@example.com', 'work@example.com']);
		expect(item?.addedContacts).toMatchObject([{ value: 'work@example.com' }]);
	});

	it('overwrites name and address where that is chosen', async () => {
		const { known, upsert } = business();
		const more = {
			options: { overwrite: true },
			address: { ...address, latitude: 1, longitude: 2 },
		};
		const [item] = await upsert({ ...external('L1'), ...more });
		expect(item).toMatchObject({ id: known.id, name: 'Ann', address: { street: '1 Main St' } });
	});

	it('passes a removed address and a customer out of use over', async () => {
		const { world, known, upsert } = business();
		const [, mail] = world.simulator.contactsOf(known.id);
		world.simulator.removeContact(mail?.id ?? 0);
		const [first] = await upsert(email('ann@example.com'));
		expect(first?.outcome).toBe('created');
		world.simulator.deactivate(known.id);
		const [second] = await upsert(phone('5125550142'));
		expect(second?.outcome).toBe('created');
	});

	it('keeps the lines of an address, and the name, that a lead leaves empty', async () => {
		const { known, upsert } = business();
		const [item] = await upsert({
			...external('L1'),
			name: ' ',
			address: { city: ' Waco ', street: '', latitude: 1, longitude: 2 },
			options: { overwrite: true },
		});
		const { street } = known.address;
		expect(item).toMatchObject({ name: 'Smith, Ann', address: { street, city: 'Waco' } });
	});

	it.each<[story: string, lag: 'visibilityLagMs' | 'idsLagMs', by: Record<string, unknown>]>([
		['by phone', 'visibilityLagMs', phone('5125550143')],
		['by e-mail', 'visibilityLagMs', email('new@example.com')],
		['by e-mail', 'idsLagMs', email('new@example.com')],
		['by an external id', 'visibilityLagMs', external('L2')],
	])('%s finds whom the item before made, while %s keeps lists behind', async (_story, lag, by) => {
		const { world, upsert } = business();
		world.simulator.switches[lag] = 60 * 60_000;
		const [created, updated] = await upsert(by, by);
		expect(created?.outcome).toBe('created');
		expect(updated).toMatchObject({ outcome: 'updated', id: created?.id });
	});

	it('by e-mail finds whom another execution made a moment ago', async () => {
		const { world, upsert } = business();
		world.simulator.switches.idsLagMs = 60 * 60_000;
		const [created] = await upsert(email('new@example.com'));
		const [updated] = await upsert(email('NEW@example.com'));
		expect(updated).toMatchObject({ outcome: 'updated', id: created?.id });
	});

	it('finds a customer by an address that an item before has added', async () => {
		const { known, upsert } = business();
		const contact = [{ type: 'Email', value: 'work@example.com' }];
		const [, second] = await upsert(
			{ ...email('ann@example.com'), contacts: { contact } },
			email('Work@example.com'),
		);
		expect(second).toMatchObject({ outcome: 'updated', id: known.id });
	});

	it('says what of a new customer ServiceTitan did not keep, its external id above all', async () => {
		const { world, upsert } = business();
		world.simulator.switches.externalData = 'absent';
		const [created] = await upsert(external('L2'));
		expect(created?.notStored).toEqual(['externalData']);
	});

	it('names those it finds where there are several, and changes none', async () => {
		const { world, known, upsert } = business();
		const contacts = [{ type: 'Phone' as const, value: '5125550142' }];
		const { id } = world.simulator.addCustomer({ name: 'Ann S.', contacts });
		await expect(upsert(phone('5125550142'))).rejects.toMatchObject({
			description: expect.stringContaining(
				`2 customers have it: Smith, Ann (${known.id}), Ann S. (${id})`,
			),
		});
	});

	it('reads all addresses once, whatever many items ask', async () => {
		const { world, upsert } = business();
		await upsert(email('a@example.com'), email('b@example.com'), email('ann@example.com'));
		expect(world.simulator.log.to('/export/customers/contacts')).toHaveLength(1);
	});

	it.each<[story: string, more: Record<string, unknown>, words: string]>([
		['no phone', phone(' '), 'phone: is empty'],
		['a phone of words', phone('call me'), 'phone: is no phone number'],
		['an e-mail that is none', email('ann'), 'email: is no e-mail address'],
		['several values as one', external('L1,L2'), 'externalValue: holds a comma'],
		['no e-mail', email(''), 'email: is empty'],
		['no external id', external(''), 'externalValue: is empty'],
		['no way to look', { findBy: 'name' }, 'by: '],
	])('with %s asks nobody', async (_story, more, words) => {
		const { world, upsert } = business();
		await expect(upsert(more)).rejects.toMatchObject({
			description: expect.stringContaining(words),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});
