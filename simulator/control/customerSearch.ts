import { contactReplyWithCustomer } from '../tenant/contact';
import { contactsOf } from '../tenant/contactEdits';
import { customerReply, type Customer } from '../tenant/customer';
import type { Tenant } from '../tenant/tenant';

export interface CustomerSearch {
	/** Part of a name, a phone number or an e-mail address, or an id; empty for all. */
	search: string;
	offset: number;
	limit: number;
}

/** Customers with their contact methods, the last changed first. */
export function searchCustomers(tenant: Tenant, { search, offset, limit }: CustomerSearch) {
	const found = tenant.customers
		.rows()
		.filter(
			(customer) => !customer.deleted && matches(tenant, customer, search.trim().toLowerCase()),
		)
		.sort((a, b) => (a.modifiedOn < b.modifiedOn ? 1 : -1));
	const customers = found.slice(offset, offset + limit).map((customer) => ({
		...customerReply(customer, tenant.switches),
		contacts: contactsOf(tenant, customer.id).map((contact) =>
			contactReplyWithCustomer(contact, tenant.switches),
		),
	}));
	return { total: found.length, customers };
}

export type FoundCustomer = ReturnType<typeof searchCustomers>['customers'][number];

function matches(tenant: Tenant, customer: Customer, search: string): boolean {
	if (search === '' || customer.name.toLowerCase().includes(search)) return true;
	if (String(customer.id) === search) return true;
	const digits = search.replace(/\D/g, '');
	return contactsOf(tenant, customer.id).some(
		({ type, value }) =>
			value.toLowerCase().includes(search) ||
			(type !== 'Email' && digits.length > 3 && value.replace(/\D/g, '').includes(digits)),
	);
}
