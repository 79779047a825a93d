import { readBody } from '../http/body';
import type { AddEndpoint } from '../http/app';
import type { Call } from '../http/endpoint';
import { inDirection, pageOf, readPaging, readRange, readSorting } from '../http/listing';
import { missing } from '../http/problem';
import type { Query } from '../http/query';
import { customerReply, type Customer, type ExternalDatum } from '../tenant/customer';
import { editCustomer, findCustomer, type CustomerChanges } from '../tenant/customerEdits';
import { withNames } from '../tenant/customFields';
import type { Tenant } from '../tenant/tenant';
import { editBetweenPages } from './betweenPages';
import { candidates } from './candidates';
import { createCustomer } from './createCustomer';
import { customerPatch, type CustomerPatch } from './customerBody';
import { readCustomerFilter } from './customerFilter';

export function customerRoutes(add: AddEndpoint): void {
	add('GET', '/customers', ['tn.crm.customers:r', listCustomers]);
	add('POST', '/customers', ['tn.crm.customers:w', createCustomer]);
	add('GET', '/customers/:id', ['tn.crm.customers:r', getCustomer]);
	add('PATCH', '/customers/:id', ['tn.crm.customers:w', patchCustomer]);
}

function listCustomers({ query, tenant, world }: Call) {
	const { switches } = world;
	const paging = readPaging(query, switches);
	const sorting = readSorting(query, switches);
	const keeps = readCustomerFilter(query, tenant);
	query.check();

	const [ids, { from: since }] = [query.ids('ids', switches.idsMax), readRange(query, 'modified')];
	const asked = { ids, since, order: sorting.order, now: tenant.clock.now() };
	const found = tenant.lastCustomers.search(questionOf(query, tenant), () =>
		inDirection(candidates(tenant.customers, asked).filter(keeps), sorting),
	);
	const page = pageOf(found, paging, { switches, reply: customerReply });
	editBetweenPages(tenant);
	return page;
}

/** All that the rows of a list depend on. Ids lag by the clock, and contact methods are another table. */
function questionOf(query: Query, { customers, contacts, clock, switches }: Tenant): string {
	const now = clock.now();
	const { sortKept, sinceInclusive } = switches;
	const state = [customers.revision(now), contacts.revision(now), sortKept, sinceInclusive];
	return [...state, switches.idsLagMs > 0 ? now : '', query.question].join();
}

function getCustomer(call: Call) {
	return customerReply(customerOf(call), call.world.switches);
}

function patchCustomer(call: Call) {
	const patch = readBody(customerPatch, call.body);
	const before = customerOf(call);
	const after = editCustomer(call.tenant, before.id, changesOf(patch, before));
	return customerReply(after, call.world.switches);
}

/** @throws Problem 404 where there is no such customer */
export function customerOf(call: Call): Customer {
	const id = call.id('id');
	const found = findCustomer(call.tenant, id);
	if (!found) throw missing('Customer', id);
	return found;
}

function changesOf(
	{ customFields, externalData, ...plain }: CustomerPatch,
	before: Customer,
): CustomerChanges {
	return {
		...plain,
		...(customFields && { customFields: withNames(customFields) }),
		...(externalData && { externalData: patchedData(before.externalData, externalData) }),
	};
}

/** Merge keeps the keys that are not named; in both modes a key without a value goes. */
function patchedData(
	before: ExternalDatum[],
	{ patchMode, externalData }: NonNullable<CustomerPatch['externalData']>,
): ExternalDatum[] {
	const named = new Set(externalData.map(({ key }) => key));
	const kept = patchMode === 'Merge' ? before.filter(({ key }) => !named.has(key)) : [];
	const given = externalData.flatMap(({ key, value }) => (value ? [{ key, value }] : []));
	return [...kept, ...given];
}
