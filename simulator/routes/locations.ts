import type { AddEndpoint } from '../http/app';
import type { Call } from '../http/endpoint';
import { inDirection, pageOf, readPaging, readRange, readSorting, within } from '../http/listing';
import { missing } from '../http/problem';
import { locationReply } from '../tenant/location';

/** Locations, as far as reading them goes. */
export function locationRoutes(add: AddEndpoint): void {
	add('GET', '/locations', ['tn.crm.locations:r', list]);
	add('GET', '/locations/:id', ['tn.crm.locations:r', getOne]);
}

function list({ query, tenant, world }: Call) {
	const { switches } = world;
	const paging = readPaging(query, switches);
	const sorting = readSorting(query, switches);
	const ids = query.ids('ids');
	const customerId = query.whole('customerId');
	const [modified, created] = [readRange(query, 'modified'), readRange(query, 'created')];
	query.check();

	const all = inDirection(tenant.locations.inOrder(sorting.order, tenant.clock.now()), sorting);
	const found = all.filter(
		({ row }) =>
			(!ids || ids.includes(row.id)) &&
			(customerId === undefined || row.customerId === customerId) &&
			within(row.modifiedOn, modified) &&
			within(row.createdOn, created),
	);
	return pageOf(found, paging, { switches, reply: locationReply });
}

function getOne({ tenant, world, id }: Call) {
	const location = tenant.locations.get(id('id'));
	if (!location) throw missing('Location', id('id'));
	return locationReply(location, world.switches);
}
