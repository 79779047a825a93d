import { loadLocationCustomFields } from '../../../nodes/ServiceTitan/loadOptions';
import { searchLocations } from '../../../nodes/ServiceTitan/searchRecords';
import { listContext } from '../../support/n8nHost/contexts';
import { asked, execute, ids } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const address = { street: '1 Main St', city: 'Austin', state: 'TX', zip: '78701', country: 'USA' };

async function business() {
	const world = startServiceTitanWorld();
	const [customerId, other] = ['Ann', 'Bob'].map(
		(name) => world.simulator.addCustomer({ name }).id,
	);
	const act = async (operation: string, more: Record<string, unknown>) =>
		(await execute(world, [asked('location', operation, more)])).map(({ json }) => json);
	const create = async (of: unknown, name: string, more: Record<string, unknown> = {}) =>
		(await act('create', { customerId: of, name, address, ...more }))[0]?.id as number;
	return {
		world,
		customerId,
		act,
		create,
		home: await create(customerId, 'Home', { details: { tagTypeIds: ['VIP'] } }),
		cabin: await create(customerId, 'Cabin', { address: { ...address, city: 'Waco' } }),
		shop: await create(other, 'Shop'),
	};
}

it('location: create gives it with whose it is, its contact methods, tags and fields', async () => {
	const { act, customerId } = await business();
	const details = { customFields: { field: [{ typeId: 'Gate code', value: 7 }] }, tagTypeIds: 201 };
	const contacts = { contact: [{ type: 'Phone', value: '5125550142' }] };
	const [created] = await act('create', { customerId, name: 'Barn', address, details, contacts });
	expect(created).toMatchObject({
		customerId,
		name: 'Barn',
		tagTypeIds: [201],
		customFields: [{ typeId: 87, name: 'Gate code', value: '7' }],
		contacts: [{ value: '5125550142' }],
	});
	expect(created).not.toHaveProperty('notStored');
});

it('custom fields of locations are others than those of customers', async () => {
	const { world, act, home } = await business();
	const changes = { customFields: { field: [{ typeId: 'roof', value: 'Flat' }] } };
	expect(await act('update', { locationId: home, changes })).toMatchObject([
		{ customFields: [{ typeId: 88, value: 'Flat' }] },
	]);
	const listed = await loadLocationCustomFields.call(listContext(world.host));
	expect(listed.map(({ name, value }) => [name, value])).toEqual([
		['Gate code', 87],
		['Roof', 88],
	]);
	const fields = await execute(world, [asked('customField', 'getMany', { fieldsOf: 'locations' })]);
	expect(ids(fields)).toEqual([87, 88]);
});

it('location: get gives one', async () => {
	const { act, home } = await business();
	expect(await act('get', { locationId: home })).toMatchObject([{ id: home, name: 'Home' }]);
});

it('locations are simplified, unless they are wanted as ServiceTitan sends them', async () => {
	const { act, create, customerId } = await business();
	const details = { customFields: { field: [{ typeId: 'Roof', value: 'Flat' }] }, tagTypeIds: 201 };
	const locationId = await create(customerId, 'Barn', { details });
	const simple = { tags: ['VIP'], customFields: { Roof: 'Flat' } };
	const [one] = await act('get', { locationId });
	expect(one).toMatchObject({ id: locationId, customerId, name: 'Barn', ...simple });
	expect(one).not.toHaveProperty('externalData');
	const [listed] = await act('getMany', { filters: { name: 'Barn' } });
	expect(listed).toEqual(one);
	const [raw] = await act('get', { locationId, simplify: false });
	expect(raw).toMatchObject({ externalData: [], customFields: [{ typeId: 88, value: 'Flat' }] });
	expect(await act('getMany', { filters: { name: 'Barn' }, simplify: false })).toEqual([raw]);
});

describe('location: get many', () => {
	it.each<[story: string, more: (of: { customerId: unknown }) => object, names: string[]]>([
		['of everybody', () => ({ customerId: '' }), ['Home', 'Cabin', 'Shop']],
		['of one customer', ({ customerId }) => ({ customerId }), ['Home', 'Cabin']],
		['by city', () => ({ filters: { city: 'waco' } }), ['Cabin']],
		['by name', () => ({ filters: { name: 'ho' } }), ['Home', 'Shop']],
		['inactive ones', () => ({ filters: { active: 'False' } }), []],
		['as many as wanted', () => ({ limit: 1 }), ['Home']],
	])('%s', async (_story, more, names) => {
		const { act, customerId } = await business();
		const found = await act('getMany', more({ customerId }) as Record<string, unknown>);
		expect(found.map(({ name }) => name)).toEqual(names);
	});
});

describe('location: update', () => {
	it('changes what was added, completes the address and keeps tags', async () => {
		const { act, home } = await business();
		const changes = { name: 'House', tagTypeIds: ['Warranty'] };
		const more = { locationId: home, changes, address: { unit: 'B' } };
		expect(await act('update', more)).toMatchObject([
			{ name: 'House', tagTypeIds: [201, 205], address: { ...address, unit: 'B' } },
		]);
	});

	it('with nothing to change asks nobody', async () => {
		const { world, act, home } = await business();
		world.simulator.log.clear();
		await expect(act('update', { locationId: home })).rejects.toMatchObject({
			description: expect.stringContaining('Fields to Change: nothing is chosen'),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});

it('the list of locations to choose from is searched by name or id', async () => {
	const { world, cabin } = await business();
	const names = async (filter?: string) =>
		(await searchLocations.call(listContext(world.host), filter)).results.map(({ name }) => name);
	expect(await names()).toHaveLength(3);
	expect(await names('cab')).toEqual([`Cabin (${cabin})`]);
	expect(await names(String(cabin))).toEqual([`Cabin (${cabin})`]);
});
