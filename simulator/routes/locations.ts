import type { AddEndpoint } from '../http/app';
import { readBody } from '../http/body';
import type { Call } from '../http/endpoint';
import { inDirection, pageOf, readPaging, readRange, readSorting, within } from '../http/listing';
import { invalid, missing } from '../http/problem';
import { findCustomer } from '../tenant/customerEdits';
import { withNames } from '../tenant/customFields';
import { locationReply, type Location } from '../tenant/location';
import { addLocation, editLocation } from '../tenant/locationEdits';
import { locationPatch, newLocationOfCustomer, type LocationPatch } from './customerBody';
import { readPlaceFilter } from './namedPlaces';

export function locationRoutes(add: AddEndpoint): void {
	add('GET', '/locations', ['tn.crm.locations:r', list]);
	add('POST', '/locations', ['tn.crm.locations:w', create]);
	add('GET', '/locations/:id', ['tn.crm.locations:r', getOne]);
	add('PATCH', '/locations/:id', ['tn.crm.locations:w', patch]);
}

function list({ query, tenant, world }: Call) {
	const { switches } = world;
	const paging = readPaging(query, switches);
	const sorting = readSorting(query, switches);
	const keeps = readPlaceFilter<Location>(query, switches);
	const customerId = query.whole('customerId');
	const modified = readRange(query, 'modified');
	query.check();

	const all = inDirection(tenant.locations.inOrder(sorting.order, tenant.clock.now()), sorting);
	const found = all.filter(
		(version) =>
			(customerId === undefined || version.row.customerId === customerId) &&
			within(version.row.modifiedOn, modified) &&
			keeps.every((keep) => keep(version)),
	);
	return pageOf(found, paging, { switches, reply: locationReply });
}

function create({ body, tenant, world }: Call) {
	const { customerId, customFields, tagTypeIds, ...asked } = readBody(newLocationOfCustomer, body);
	requireOwner(tenant, customerId);
	const location = addLocation(tenant, customerId, {
		name: asked.name,
		address: asked.address,
		tagTypeIds: tagTypeIds ?? [],
		customFields: withNames(customFields ?? [], 'locations'),
	});
	const contacts = (asked.contacts ?? []).map(({ type, value, memo }) => ({
		id: tenant.nextId(),
		type,
		value,
		memo: memo ?? null,
	}));
	return { ...locationReply(location, world.switches), contacts };
}

const getOne = (call: Call) => locationReply(locationOf(call), call.world.switches);

function patch(call: Call) {
	const { customerId, customFields, address, name, active, tagTypeIds } = readBody(
		locationPatch,
		call.body,
	);
	const before = locationOf(call);
	if (customerId !== undefined) requireOwner(call.tenant, customerId);
	const after = editLocation(call.tenant, before.id, {
		...given({ customerId, name, active, tagTypeIds }),
		...(customFields && { customFields: withNames(customFields, 'locations') }),
		...(address && { address: wholeAddress(address) }),
	});
	return locationReply(after, call.world.switches);
}

const given = <T extends object>(fields: T): T =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const wholeAddress = ({
	latitude = null,
	longitude = null,
	...lines
}: NonNullable<LocationPatch['address']>): Location['address'] => ({
	...lines,
	latitude,
	longitude,
});

function requireOwner(tenant: Call['tenant'], customerId: number): void {
	if (!findCustomer(tenant, customerId))
		throw invalid({ customerId: [`There is no customer ${customerId}.`] });
}

function locationOf({ tenant, id }: Call): Location {
	const location = tenant.locations.get(id('id'));
	if (!location) throw missing('Location', id('id'));
	return location;
}
