import { asked, execute } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const address = { street: '1 Main St', city: 'Austin', state: 'TX', zip: 78701, country: 'USA' };

const create = (more: Record<string, unknown> = {}) =>
	asked('customer', 'create', { name: 'Smith, Ann', type: 'Residential', address, ...more });

describe('customer: create', () => {
	it('makes one with a location at its address, and gives it with both', async () => {
		const world = startServiceTitanWorld();
		const [item] = await execute(world, [
			create({
				contacts: {
					contact: [
						{ type: 'MobilePhone', value: 5125550142, memo: '' },
						{ type: 'Email', value: ' ann@example.com ', memo: 'Work' },
					],
				},
			}),
		]);
		expect(item?.json).toMatchObject({
			name: 'Smith, Ann',
			address: { ...address, zip: '78701' },
			locations: [{ name: 'Smith, Ann', address: { street: '1 Main St' } }],
			contacts: [{ value: '5125550142' }, { value: 'ann@example.com', memo: 'Work' }],
		});
		expect(item?.json).not.toHaveProperty('notStored');
		expect(world.simulator.contactsOf(Number(item?.json.id))).toHaveLength(2);
	});

	it('leaves out what a form left empty', async () => {
		const world = startServiceTitanWorld();
		const contact = [
			{ type: 'Email', value: ' ' },
			{ type: 'Phone', value: null },
			{ type: 'MobilePhone', value: '512-555-0142' },
		];
		const [item] = await execute(world, [create({ contacts: { contact } })]);
		expect(item?.json.contacts).toMatchObject([{ value: '512-555-0142' }]);
		expect(item?.json).not.toHaveProperty('notStored');
	});

	it('takes tags and custom fields by their names', async () => {
		const world = startServiceTitanWorld();
		const customFields = {
			field: [
				{ typeId: 'lead source', value: 'Web' },
				{ typeId: 77, value: 1234 },
			],
		};
		const details = {
			customFields,
			tagTypeIds: ['VIP'],
			doNotMail: true,
			locationName: 'Summer house',
		};
		const [item] = await execute(world, [create({ details })]);
		expect(item?.json).toMatchObject({
			tagTypeIds: [201],
			doNotMail: true,
			customFields: [
				{ typeId: 78, name: 'Lead source', value: 'Web' },
				{ typeId: 77, name: 'Gate code', value: '1234' },
			],
			locations: [{ name: 'Summer house' }],
		});
	});

	it.each<[story: string, more: Record<string, unknown>, words: string]>([
		['a name', { name: '  ' }, 'name: is empty'],
		['a whole address', { address: { ...address, zip: '' } }, 'address.zip: is missing'],
		['any address', { address: undefined }, 'address.street: is missing'],
		['a known type', { type: 'Castle' }, 'type: is none of Residential, Commercial'],
		[
			'a field for its value',
			{ details: { customFields: { field: [{ typeId: '', value: 'x' }] } } },
			'choose which field it is',
		],
		[
			'a custom field there is',
			{ details: { customFields: { field: [{ typeId: 'Shoe size', value: '9' }] } } },
			'Custom Fields: ServiceTitan has no custom field "Shoe size"',
		],
	])('without %s is not sent', async (_story, more, words) => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [create(more)])).rejects.toMatchObject({
			description: expect.stringContaining(words),
		});
		expect(world.simulator.log.to('/customers', 'POST')).toHaveLength(0);
	});

	it.each(['lostAnswer', '500', '502', '504', 'html200', 'empty', 'truncated'] as const)(
		'is not done twice after %s: it may be there already',
		async (fault) => {
			const world = startServiceTitanWorld();
			world.simulator.faults.next(1, fault, { path: /customers$/ });
			await expect(execute(world, [create()])).rejects.toMatchObject({
				description: expect.stringContaining('is there already'),
			});
			expect(world.simulator.log.to('/customers', 'POST')).toHaveLength(1);
		},
	);

	it('is done after all where ServiceTitan only asked to come back later', async () => {
		const world = startServiceTitanWorld();
		world.simulator.faults.next(2, '429', { path: /customers$/ });
		await execute(world, [create()]);
		expect(world.simulator.customers()).toHaveLength(1);
	});
});
