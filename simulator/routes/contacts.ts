import type { Instant } from '../../core/instant';
import type { AddEndpoint } from '../http/app';
import { readBody } from '../http/body';
import type { Call } from '../http/endpoint';
import { pageOf, readPaging, readRange, within } from '../http/listing';
import { missing, Problem } from '../http/problem';
import type { Query } from '../http/query';
import type { Switches } from '../switches';
import { contactReply, contactReplyWithCustomer, type Contact } from '../tenant/contact';
import { addContact, editContact, findContact, removeContact } from '../tenant/contactEdits';
import type { Customer } from '../tenant/customer';
import { findCustomer } from '../tenant/customerEdits';
import type { Version } from '../tenant/table';
import type { Tenant } from '../tenant/tenant';
import { candidates } from './candidates';
import { contactPatch, newContact } from './contactBody';
import { customerOf } from './customers';

export function contactRoutes(add: AddEndpoint): void {
	add('GET', '/customers/contacts', ['tn.crm.customers:r', listOfMany]);
	add('GET', '/customers/:id/contacts', ['tn.crm.customers:r', listOfOne]);
	add('POST', '/customers/:id/contacts', ['tn.crm.customers:w', create]);
	add('PATCH', '/customers/:id/contacts/:contactId', ['tn.crm.customers:w', patch]);
	add('DELETE', '/customers/:id/contacts/:contactId', ['tn.crm.customers:w', remove]);
}

/** GET /customers/contacts: by customers or by dates, in no order that could be asked for. */
function listOfMany({ query, tenant, world }: Call) {
	const { switches } = world;
	const paging = readPaging(query, switches);
	const customerIds = query.ids('customerIds', switches.idsMax);
	const [modified, created] = [readRange(query, 'modified'), readRange(query, 'created')];
	if (!query.text('customerIds') && !Object.values(modified).some(Boolean))
		query.refuse('customerIds', 'Either customerIds or dates of modification are required.');
	query.check();

	const keeps = ({ row }: Version<Contact>): boolean =>
		row.active &&
		within(row.modifiedOn, modified) &&
		within(row.createdOn, created) &&
		listsContactsOf(findCustomer(tenant, row.customerId), switches);
	const found = customerIds
		? contactsOfMany(tenant, customerIds).filter(keeps)
		: tenant.lastContacts.search(questionOf(query, tenant), () =>
				contactsSince(tenant, modified.from).filter(keeps),
			);
	return pageOf(found, paging, { switches, reply: contactReplyWithCustomer });
}

const listsContactsOf = (customer: Customer | undefined, { inactiveInBulk }: Switches): boolean =>
	customer !== undefined && (inactiveInBulk || customer.active);

const contactsSince = ({ contacts, clock }: Tenant, since: Instant | undefined) =>
	candidates(contacts, { since, order: 'id', now: clock.now() });

/** All that the rows of a list by dates depend on; a customer's state counts before lists show it. */
function questionOf(query: Query, { contacts, customers, clock, switches }: Tenant): string {
	const state = [contacts.revision(clock.now()), customers.writes, switches.inactiveInBulk];
	return [...state, query.question].join();
}

function contactsOfMany(tenant: Tenant, customerIds: number[]): Array<Version<Contact>> {
	const now = tenant.clock.now();
	return [...new Set(customerIds)]
		.flatMap((id) => tenant.contactIds.get(id) ?? [])
		.flatMap((id) => tenant.contacts.seen(id, now) ?? []);
}

function listOfOne(call: Call) {
	const { query, tenant, world } = call;
	const paging = readPaging(query, world.switches);
	query.check();
	const { id } = activeCustomer(call);
	const found = contactsOfMany(tenant, [id]).filter(({ row }) => row.active);
	return pageOf(found, paging, { switches: world.switches, reply: contactReply });
}

function create(call: Call) {
	const asked = readBody(newContact, call.body);
	const { id } = activeCustomer(call);
	const contact = addContact(call.tenant, id, { ...asked, memo: asked.memo ?? null });
	return contactReply(contact, call.world.switches);
}

function patch(call: Call) {
	const changes = readBody(contactPatch, call.body ?? {});
	const { id } = contactOf(call);
	return contactReply(editContact(call.tenant, id, changes), call.world.switches);
}

function remove(call: Call): void {
	removeContact(call.tenant, contactOf(call).id);
}

/** ServiceTitan lets nobody near the contact methods of an inactive customer, not even to read. */
function activeCustomer(call: Call) {
	const customer = customerOf(call);
	if (!customer.active) throw new Problem(409, `Customer ID = ${customer.id} is not active`);
	return customer;
}

function contactOf(call: Call): Contact {
	const contactId = call.id('contactId');
	const { id } = activeCustomer(call);
	const contact = findContact(call.tenant, contactId);
	if (contact?.customerId !== id) throw missing('Contact', contactId);
	return contact;
}
