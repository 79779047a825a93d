import type { IDataObject } from 'n8n-workflow';

import { resources } from '../../../nodes/ServiceTitan/operations';
import {
	checkAgainstSpecification,
	queryParametersOf,
	SPECIFICATION_ABSENT,
	specificationPresent,
} from '../../support/specification';
import { asked, execute, ids } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

/** Fields beside the filters that are parameters too, and those the node counts pages with. */
const ELSEWHERE = ['page', 'pageSize', 'includeTotal', 'sort', 'customerId', 'customerIds'];

const filtersOf = (resource: string): string[] => {
	const { operations } = resources.find(({ value }) => value === resource) ?? {};
	const { fields = [] } = operations?.find(({ option }) => option.value === 'getMany') ?? {};
	return (fields.find(({ name }) => name === 'filters')?.options ?? []).map(({ name }) => name);
};

const lists: Array<[resource: string, operation: string]> = [
	['customer', 'GET /tenant/{tenant}/customers'],
	['contact', 'GET /tenant/{tenant}/customers/contacts'],
	['note', 'GET /tenant/{tenant}/customers/{id}/notes'],
	['location', 'GET /tenant/{tenant}/locations'],
	['customField', 'GET /tenant/{tenant}/customers/custom-fields'],
	['customField', 'GET /tenant/{tenant}/locations/custom-fields'],
];

if (!specificationPresent)
	it('the filters are not checked', () => {
		console.log(`The check of the filters was ${SPECIFICATION_ABSENT}`);
	});

(specificationPresent ? it : it.skip).each(lists)(
	'%s: get many offers every filter of %s, and none it does not have',
	(resource, operation) => {
		const real = queryParametersOf(operation).filter((name) => !ELSEWHERE.includes(name));
		expect(filtersOf(resource).sort()).toEqual(real.sort());
	},
);

const GUID = '0b5a3c5e-8d7e-4a4e-9a5c-1f2e3d4c5b6a';

function business() {
	const world = startServiceTitanWorld();
	const { simulator, clock } = world;
	const ann = simulator.addCustomer({
		name: 'Ann',
		address: { latitude: 30.25, longitude: -97.75 },
		externalData: [{ key: 'leadId', value: 'L1' }],
	}).id;
	clock.pass(1_000);
	const bob = simulator.addCustomer({ name: 'Bob' }).id;
	clock.pass(60 * 60_000);
	simulator.changeBalance(ann, 5);
	return { world, ann, bob };
}

const since = '2026-07-01T12:30:00Z';
const external = (value: string) => ({
	externalDataApplicationGuid: GUID,
	externalDataKey: 'leadId',
	externalDataValues: value,
});

it.each<[story: string, more: (of: { ann: number; bob: number }) => IDataObject, found: string[]]>([
	['ids', ({ bob }) => ({ filters: { ids: ` ${bob},` } }), ['Bob']],
	['a list of ids', ({ ann, bob }) => ({ filters: { ids: [bob, ann] } }), ['Ann', 'Bob']],
	['no ids at all', () => ({ filters: { ids: '' } }), ['Ann', 'Bob']],
	['coordinates', () => ({ filters: { latitude: 30.25, longitude: '-97.75' } }), ['Ann']],
	['external data', () => ({ filters: external('L1') }), ['Ann']],
	['a balance that changed', () => ({ filters: { modifiedOnOrAfter: since } }), ['Ann']],
	[
		'changes but those of a balance',
		() => ({
			filters: { modifiedOnOrAfter: since, excludeAccountingChangesFromModifiedDateRange: true },
		}),
		[],
	],
	['the last one made', () => ({ options: { sort: '-CreatedOn' }, limit: 1 }), ['Bob']],
	['the last one changed', () => ({ options: { sort: '-ModifiedOn' }, limit: 1 }), ['Ann']],
])('customers by %s', async (_story, more, found) => {
	const { world, ann, bob } = business();
	const output = await execute(world, [asked('customer', 'getMany', more({ ann, bob }))]);
	expect(output.map(({ json }) => json.name)).toEqual(found);
	expect(
		world.simulator.log.to('/customers').flatMap((entry) => checkAgainstSpecification(entry)),
	).toEqual([]);
});

it('locations by ids and coordinates, the last one first', async () => {
	const world = startServiceTitanWorld({ customers: 5 });
	const all = world.simulator.tenant.locations.rows().map(({ id }) => id);
	const [first, second] = all.sort((a, b) => a - b);
	const find = async (more: IDataObject) =>
		ids(await execute(world, [asked('location', 'getMany', more)]));
	const filters = { ids: [first, second] as number[], active: 'Any' };
	expect(await find({ filters, options: { sort: '-Id' } })).toEqual([second, first]);
	expect(await find({ filters: { ...filters, latitude: 89, longitude: 0 } })).toEqual([]);
	expect(
		world.simulator.log.to('/locations').flatMap((entry) => checkAgainstSpecification(entry)),
	).toEqual([]);
});

it.each<[filters: IDataObject, words: string]>([
	[{ ids: 'Ann' }, 'filters.ids: is no ServiceTitan id'],
	[{ ids: Array.from({ length: 51 }, (_, id) => id + 1) }, 'filters.ids: are more than 50'],
	[{ latitude: 'north' }, 'filters.latitude: is no number'],
])('%j asks nobody', async (filters, words) => {
	const { world } = business();
	await expect(execute(world, [asked('customer', 'getMany', { filters })])).rejects.toMatchObject({
		description: expect.stringContaining(words),
	});
	expect(world.simulator.log.entries).toHaveLength(0);
});
