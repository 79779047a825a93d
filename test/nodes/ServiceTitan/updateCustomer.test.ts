import { asked, execute } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

function business(coordinates: object = { latitude: 30.25, longitude: -97.75 }) {
	const world = startServiceTitanWorld();
	const { id: customerId } = world.simulator.addCustomer({
		name: 'Smith, Ann',
		tagTypeIds: [201],
		customFields: [{ typeId: 77, name: 'Gate code', value: '1234' }],
		address: { street: '1 Main St', unit: null, ...coordinates },
	});
	const update = async (more: Record<string, unknown>) =>
		await execute(world, [asked('customer', 'update', { customerId, ...more })]);
	return { world, customerId, update, stored: () => world.simulator.customer(customerId) };
}

const field = (typeId: unknown, value: string) => ({ field: [{ typeId, value }] });

describe('customer: update', () => {
	it('changes what was added and nothing else', async () => {
		const { update, stored } = business();
		const before = stored();
		const [item] = await update({ changes: { name: ' Smith, Anna ', doNotMail: true } });
		expect(item?.json).toMatchObject({ name: 'Smith, Anna', doNotMail: true });
		const { modifiedOn } = stored();
		expect(stored()).toEqual({ ...before, name: 'Smith, Anna', doNotMail: true, modifiedOn });
		expect(modifiedOn).not.toBe(before.modifiedOn);
	});

	it.each(['lostAnswer', '500', '504', 'html200', 'empty'] as const)(
		'is tried again after %s: twice is as once',
		async (fault) => {
			const { world, update, stored } = business();
			world.simulator.faults.next(1, fault, { path: /customers/ });
			await update({ changes: { name: 'Anna' } });
			expect(stored().name).toBe('Anna');
			expect(world.simulator.log.to(/customers/, 'PATCH')).toHaveLength(2);
		},
	);

	it('completes an address from the record', async () => {
		const { update, stored } = business();
		await update({ address: { street: '2 Oak Ave', zip: 78702 } });
		expect(stored().address).toEqual({
			street: '2 Oak Ave',
			unit: '',
			city: 'Austin',
			state: 'TX',
			zip: '78702',
			country: 'USA',
			latitude: 30.25,
			longitude: -97.75,
		});
	});

	it('says what is missing where the record has no coordinates, and takes them', async () => {
		const { update, stored } = business({ latitude: null, longitude: null });
		await expect(update({ address: { street: '2 Oak Ave' } })).rejects.toMatchObject({
			description: expect.stringContaining('address.latitude: is missing'),
		});
		await update({ address: { street: '2 Oak Ave', latitude: 0, longitude: '0' } });
		expect(stored().address).toMatchObject({ street: '2 Oak Ave', latitude: 0, longitude: 0 });
	});

	it('adds tags and custom fields to those there are', async () => {
		const { update, stored } = business();
		await update({ changes: { tagTypeIds: 'Warranty', customFields: field('Filter size', '20') } });
		expect(stored().tagTypeIds).toEqual([201, 205]);
		expect(stored().customFields).toMatchObject([
			{ typeId: 77, value: '1234' },
			{ typeId: 79, value: '20' },
		]);
	});

	it('puts another value into a custom field it has', async () => {
		const { update, stored } = business();
		await update({ changes: { customFields: field('77', '9999') } });
		expect(stored().customFields).toMatchObject([{ typeId: 77, value: '9999' }]);
	});

	it('replaces them where that is chosen, without looking', async () => {
		const { world, update, stored } = business();
		const changes = { tagTypeIds: [205], customFields: field(79, '20') };
		await update({ changes, options: { replace: true } });
		expect(stored().tagTypeIds).toEqual([205]);
		expect(stored().customFields).toMatchObject([{ typeId: 79, value: '20' }]);
		expect(world.simulator.log.to(/customers/, 'GET')).toHaveLength(0);
	});

	it.each<[story: string, more: Record<string, unknown>, words: string]>([
		['nothing to change', {}, 'Fields to Change: nothing is chosen'],
		['no tag among the tags', { changes: { tagTypeIds: [] } }, 'nothing is chosen'],
		['an empty name', { changes: { name: '' } }, 'changes.name: is empty'],
		['a latitude in words', { address: { latitude: 'north' } }, 'address.latitude: is no number'],
	])('with %s changes nothing', async (_story, more, words) => {
		const { world, update } = business();
		await expect(update(more)).rejects.toMatchObject({
			description: expect.stringContaining(words),
		});
		expect(world.simulator.log.to(/customers/, 'PATCH')).toHaveLength(0);
	});
});

describe('customer: deactivate', () => {
	it('takes it out of use, and Update brings it back', async () => {
		const { world, customerId, update, stored } = business();
		const [item] = await execute(world, [asked('customer', 'deactivate', { customerId })]);
		expect(item?.json).toMatchObject({ id: customerId, active: false });
		await update({ changes: { active: true } });
		expect(stored().active).toBe(true);
	});
});

describe('custom field: get many', () => {
	it('gives what the business has added', async () => {
		const { world } = business();
		const output = await execute(world, [asked('customField', 'getMany', { limit: 2 })]);
		expect(output.map(({ json }) => [json.id, json.name, json.dataType])).toEqual([
			[77, 'Gate code', 'Text'],
			[78, 'Lead source', 'Dropdown'],
		]);
		expect(world.simulator.log.to(/custom-fields/)[0]?.query).toMatchObject({ pageSize: '2' });
	});

	it('gives those of a time', async () => {
		const { world } = business();
		const filters = { createdOnOrAfter: '2026-01-01' };
		expect(await execute(world, [asked('customField', 'getMany', { filters })])).toEqual([]);
	});
});
