import { addPerson, begin, EVERY_WAY, type Way } from '../support/world/ways';

describe.each(EVERY_WAY)('what a change means with %s', (name) => {
	let way: Way;
	beforeEach(async () => {
		way = await begin(name);
	});
	afterEach(async () => await way.world.end());

	const contact = async (id: number) =>
		(await way.world.contacts()).find(({ crm_id }) => crm_id === String(id));
	const fieldsOf = async (id: number) => (await contact(id))?.metadata.custom_fields;
	const later = async (minutes = 15) => {
		way.world.pass(minutes);
		return await way.carry();
	};
	const methodOf = (id: number, type: string) =>
		way.world.serviceTitan.contactsOf(id).find((method) => method.type === type)?.id ?? 0;

	it('a customer that changes twice is written twice, inside the lookback too', async () => {
		const { serviceTitan } = way.world;
		const id = addPerson(way.world, 'First, F');
		expect(await later(1)).toBe(1);
		serviceTitan.editCustomer(id, { name: 'Second, F' });
		expect(await later(1)).toBe(1);
		expect(await contact(id)).toMatchObject({ lastname: 'Second' });
		serviceTitan.editCustomer(id, { name: 'Third, F' });
		serviceTitan.editCustomer(id, { name: 'Fourth, F' });
		expect(await later(1)).toBe(1);
		expect(await contact(id)).toMatchObject({ lastname: 'Fourth' });
	});

	it.each<[story: string, inactiveInBulk: boolean]>([
		['with its phones and e-mails shown', true],
		['with its phones and e-mails withheld', false],
	])('a deactivated customer keeps its row, which says so, %s', async (_, inactiveInBulk) => {
		const { serviceTitan } = way.world;
		serviceTitan.switches.inactiveInBulk = inactiveInBulk;
		const id = addPerson(way.world, 'Gone, G');
		await later();
		serviceTitan.deactivate(id);
		expect(await later()).toBe(1);
		expect(await contact(id)).toMatchObject({ email: 'goneg@example.com' });
		expect(await fieldsOf(id)).toMatchObject({ active: false });
		serviceTitan.reactivate(id);
		expect(await later()).toBe(1);
		expect(await fieldsOf(id)).toMatchObject({ active: true });
	});

	it('a merged customer keeps its row, which says into whom', async () => {
		const { serviceTitan } = way.world;
		serviceTitan.switches.inactiveInBulk = false;
		const from = addPerson(way.world, 'From, F');
		const into = addPerson(way.world, 'Into, I');
		await later();
		serviceTitan.merge(from, into);
		expect(await later()).toBe(1);
		expect(await contact(from)).toMatchObject({ email: 'fromf@example.com' });
		expect(await fieldsOf(from)).toMatchObject({ active: false, mergedTo: into });
		expect(await fieldsOf(into)).toMatchObject({ active: true });
	});

	it.each([true, false])(
		'a phone that alone was changed arrives (export permitted: %s)',
		async (exportPermitted) => {
			const { serviceTitan } = way.world;
			serviceTitan.switches.exportPermitted = exportPermitted;
			const id = addPerson(way.world, 'Phone, P', {
				contacts: [{ type: 'MobilePhone', value: '512-555-0100' }],
			});
			await later(60);
			await later(60);
			serviceTitan.editContact(methodOf(id, 'MobilePhone'), { value: '512-555-0199' });
			expect(await later()).toBe(1);
			expect(await contact(id)).toMatchObject({ phone: '+15125550199' });
			serviceTitan.addContact(id, { type: 'Email', value: 'New@Example.com' } as never);
			expect(await later()).toBe(1);
			expect(await contact(id)).toMatchObject({ email: 'new@example.com' });
			expect(await later()).toBe(0);
		},
	);

	it('none, one or many phones and e-mails, and who must not be texted', async () => {
		const { serviceTitan } = way.world;
		const none = addPerson(way.world, 'None, N', { contacts: [] });
		const many = addPerson(way.world, 'Many, M', {
			contacts: [
				{ type: 'Fax', value: '512-555-0100' },
				{ type: 'Phone', value: '512-555-0101' },
				{ type: 'Email', value: 'first@example.com' },
				{ type: 'Email', value: 'second@example.com' },
				{ type: 'MobilePhone', value: '512-555-0102', doNotText: true },
			],
		});
		const fax = addPerson(way.world, 'Fax, F', {
			contacts: [{ type: 'Fax', value: '512-555-0109' }],
		});
		expect(await later()).toBe(3);
		expect(await contact(none)).toBeUndefined();
		expect(await contact(fax)).toBeUndefined();
		expect(await contact(many)).toMatchObject({
			phone: '+15125550102',
			email: 'first@example.com',
		});
		expect(await fieldsOf(many)).toMatchObject({ doNotText: true });
		serviceTitan.addContact(none, { type: 'Phone', value: '512-555-0103' } as never);
		expect(await later()).toBe(1);
		expect(await contact(none)).toMatchObject({ phone: '+15125550103', email: null });
	});

	it('a balance that alone changed arrives, or is left out where that is wanted', async () => {
		const { serviceTitan } = way.world;
		const options = { ignoreAccountingChanges: true };
		const id = addPerson(way.world, 'Account, A');
		await later();
		way.world.pass(60);
		await way.carry();
		serviceTitan.changeBalance(id, 100);
		expect(await later()).toBe(1);
		expect(await fieldsOf(id)).toMatchObject({ balance: 100 });
		way.world.pass(60);
		await way.carry(options);
		serviceTitan.changeBalance(id, 200);
		way.world.pass(15);
		expect(await way.carry(options)).toBe(0);
		expect(await fieldsOf(id)).toMatchObject({ balance: 100 });
		serviceTitan.editCustomer(id, { name: 'Accounted, A' });
		way.world.pass(15);
		expect(await way.carry(options)).toBe(1);
		expect(await fieldsOf(id)).toMatchObject({ balance: 200 });
	});

	it('ignored balances that change between the pages do not fail the check of the total', async () => {
		const { serviceTitan } = way.world;
		const ids = Array.from({ length: 25 }, (_, person) => addPerson(way.world, `P${person}, P`));
		way.world.pass(15);
		serviceTitan.world.afterAnswer = ({ path }) => {
			if (!path.endsWith('/customers')) return;
			for (const id of ids.slice(0, 20)) serviceTitan.changeBalance(id, Date.now() % 1000);
		};
		await way.carry({ ignoreAccountingChanges: true, pageSize: 10 });
		serviceTitan.world.afterAnswer = () => undefined;
		expect(await way.world.contacts()).toHaveLength(25);
	});

	it('a removed phone leaves the contact', async () => {
		const { serviceTitan } = way.world;
		const id = addPerson(way.world, 'Phone, P', {
			contacts: [
				{ type: 'MobilePhone', value: '512-555-0100' },
				{ type: 'Email', value: 'p@example.com' },
			],
		});
		await later(60);
		serviceTitan.removeContact(methodOf(id, 'MobilePhone'));
		expect(await later()).toBe(1);
		expect(await contact(id)).toMatchObject({ phone: null, email: 'p@example.com' });
		serviceTitan.removeContact(methodOf(id, 'Email'));
		expect(await later()).toBe(1);
		expect(await contact(id)).toMatchObject({ phone: null, email: null });
	});

	it('a phone that was removed where the export is closed goes with the customer’s next change', async () => {
		const { serviceTitan } = way.world;
		serviceTitan.switches.exportPermitted = false;
		const id = addPerson(way.world, 'Phone, P', {
			contacts: [{ type: 'MobilePhone', value: '512-555-0100' }],
		});
		await later(60);
		serviceTitan.removeContact(methodOf(id, 'MobilePhone'));
		expect(await later()).toBe(0);
		expect(await contact(id)).toMatchObject({ phone: '+15125550100' });
		serviceTitan.addNote(id, 'called');
		expect(await later()).toBe(1);
		expect(await contact(id)).toMatchObject({ phone: null });
	});
});
