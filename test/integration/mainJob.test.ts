import { startWorld, WORKSPACE, type World } from '../support/world/world';

describe('the main job, from the trigger to the table', () => {
	let world: World;

	beforeAll(async () => {
		world = await startWorld({ customers: 100 });
		world.pass(60);
		expect(await world.poll()).toEqual([]);
		world.pass(60);
	});
	afterAll(async () => await world.end());

	const contactsOf = (id: number) => world.serviceTitan.contactsOf(id);
	const reachable = () => idsWhere((id) => contactsOf(id).some(({ type }) => type !== 'Fax'));
	const idsWhere = (matches: (id: number) => boolean): number[] =>
		world.serviceTitan
			.customers()
			.filter(({ id, active }) => active && matches(id))
			.map(({ id }) => id);

	it('says nothing about customers that were there before the first poll', async () => {
		expect(await world.run()).toBeUndefined();
		expect(await world.contacts()).toEqual([]);
		expect(await world.state()).toMatchObject({ sync_status: 'completed', last_error: null });
	});

	it('makes a note on one customer exactly one contact, with four calls at most to each side', async () => {
		const [id = 0] = reachable();
		world.serviceTitan.log.clear();
		await world.database.clearCalls();
		world.serviceTitan.addNote(id, 'wants a quote');
		world.pass(15);

		expect(await world.run()).toMatchObject({
			workspaceId: WORKSPACE,
			status: 'completed',
			fetched: 1,
			created: 1,
			failed: 0,
		});
		expect((await world.contacts()).map(({ crm_id }) => crm_id)).toEqual([String(id)]);
		const toServiceTitan = world.serviceTitan.log.entries.filter(({ path }) => !/token/.test(path));
		expect(toServiceTitan.length).toBeLessThanOrEqual(4);
		expect((await world.database.calls()).length).toBeLessThanOrEqual(4);
	});

	it('makes notes on 12 customers, 2 of them without phone or e-mail, 10 contacts and 2 skipped with their reason', async () => {
		const silent = [1, 2].map(() => world.serviceTitan.addCustomer({ name: 'Nobody, Silent' }).id);
		world.pass(30);
		await world.run();
		for (const id of [...reachable().slice(1, 11), ...silent]) {
			world.serviceTitan.addNote(id, 'autumn campaign');
		}
		world.pass(15);

		const { contacts, summary } = await world.upsert(await world.poll());
		expect(summary).toMatchObject({ fetched: 12, created: 10, skipped: 2, updated: 0, failed: 0 });
		expect(contacts.filter(({ outcome }) => outcome === 'skipped')).toEqual([
			expect.objectContaining({ crmId: String(silent[0]), reason: 'has no phone and no e-mail' }),
			expect.objectContaining({ crmId: String(silent[1]), reason: 'has no phone and no e-mail' }),
		]);
	});

	it('brings a phone that was changed although the customer was not touched', async () => {
		const [id = 0] = reachable();
		const phones = contactsOf(id).filter(({ type }) => /Phone/.test(type));
		world.pass(15);
		for (const phone of phones)
			world.serviceTitan.editContact(phone.id, { value: '(512) 555-0142' });
		world.pass(15);

		expect(await world.run()).toMatchObject({ fetched: 1, updated: 1 });
		expect((await world.contacts()).find(({ crm_id }) => crm_id === String(id))).toMatchObject({
			phone: '+15125550142',
		});
	});

	it('brings the removal of a phone', async () => {
		const [id = 0] = reachable();
		const phones = contactsOf(id).filter(({ type }) => /Phone/.test(type));
		for (const { id: contactId } of phones) world.serviceTitan.removeContact(contactId);
		world.pass(15);

		expect(await world.run()).toMatchObject({ fetched: 1, updated: 1 });
		expect((await world.contacts()).find(({ crm_id }) => crm_id === String(id))).toMatchObject({
			phone: null,
		});
	});

	it('leaves a contact as it is when only a note was added', async () => {
		const [, id = 0] = reachable();
		const before = (await world.contacts()).find(({ crm_id }) => crm_id === String(id));
		world.serviceTitan.addNote(id, 'again');
		world.pass(15);

		expect(await world.run()).toMatchObject({ fetched: 1, unchanged: 1, updated: 0 });
		const after = (await world.contacts()).find(({ crm_id }) => crm_id === String(id));
		expect(after?.updated_at).toEqual(before?.updated_at);
	});

	it('starts no execution when nothing changed', async () => {
		world.pass(15);
		expect(await world.run()).toBeUndefined();
	});

	it('brings deactivations and merges, and keeps the row', async () => {
		const [, one = 0, two = 0, three = 0] = reachable();
		world.serviceTitan.deactivate(one);
		world.serviceTitan.merge(two, three);
		world.pass(15);

		await world.run();
		const fields = (await world.contacts()).map(({ crm_id, metadata, phone, email }) => ({
			crm_id,
			reachable: Boolean(phone ?? email),
			...metadata.custom_fields,
		}));
		expect(fields.find(({ crm_id }) => crm_id === String(one))).toMatchObject({
			active: false,
			reachable: true,
		});
		expect(fields.find(({ crm_id }) => crm_id === String(two))).toMatchObject({
			active: false,
			mergedTo: three,
			reachable: true,
		});
	});
});
