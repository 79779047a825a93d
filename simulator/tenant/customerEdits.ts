import { parseInstant, type Instant } from '../../core/instant';
import type { Address, Customer } from './customer';
import { NoSuchRecord, type Tenant } from './tenant';

/** A customer to be: everything has a default. Instants may be given as any ISO 8601 text. */
export interface CustomerDraft
	extends Partial<Omit<Customer, 'address' | 'changedOn' | 'deleted'>> {
	address?: Partial<Address>;
}

export type CustomerChanges = Omit<CustomerDraft, 'id' | 'createdOn' | 'modifiedOn' | 'balance'>;

const ADDRESS: Address = {
	street: '100 Main St',
	unit: null,
	city: 'Austin',
	state: 'TX',
	zip: '78701',
	country: 'USA',
	latitude: null,
	longitude: null,
};

export function addCustomer(tenant: Tenant, draft: CustomerDraft = {}): Customer {
	const { address, ...given } = draft;
	const modifiedOn = given.modifiedOn ? readInstant(given.modifiedOn) : tenant.instant();
	const customer: Customer = {
		...blankCustomer(given.id ?? tenant.nextId()),
		...given,
		address: { ...ADDRESS, ...address },
		createdOn: readInstant(given.createdOn ?? modifiedOn),
		modifiedOn,
		changedOn: modifiedOn,
	};
	return tenant.save(tenant.customers, customer);
}

const blankCustomer = (id: number): Omit<Customer, 'createdOn' | 'modifiedOn' | 'changedOn'> => ({
	id,
	active: true,
	name: `Customer ${id}`,
	type: 'Residential',
	address: ADDRESS,
	customFields: [],
	balance: 0,
	taxExempt: false,
	tagTypeIds: [],
	doNotMail: false,
	doNotService: false,
	nationalAccount: false,
	createdById: 1,
	mergedToId: null,
	paymentTermId: null,
	creditLimit: null,
	creditLimitBalance: null,
	externalData: [],
	deleted: false,
});

/** Names, address, flags, tags, custom fields, activity: all of them bump modifiedOn. */
export function editCustomer(tenant: Tenant, id: number, changes: CustomerChanges): Customer {
	const before = requireCustomer(tenant, id);
	const { address, ...rest } = changes;
	const now = tenant.instant();
	return tenant.save(tenant.customers, {
		...before,
		...rest,
		address: { ...before.address, ...address },
		modifiedOn: now,
		changedOn: now,
	});
}

/** Bumps modifiedOn and nothing else, as a note does. */
export const touchCustomer = (tenant: Tenant, id: number): Customer => editCustomer(tenant, id, {});

/** An accounting change: bumps modifiedOn, unless the reader excludes accounting. */
export function changeBalance(tenant: Tenant, id: number, balance: number): Customer {
	const before = requireCustomer(tenant, id);
	return tenant.save(tenant.customers, { ...before, balance, modifiedOn: tenant.instant() });
}

/** Gone: 404 everywhere, and inactive in the export. */
export function deleteCustomer(tenant: Tenant, id: number): void {
	const before = requireCustomer(tenant, id);
	const now = tenant.instant();
	tenant.save(tenant.customers, { ...before, deleted: true, modifiedOn: now, changedOn: now });
}

/** @returns the customer, unless there is none or it was deleted */
export function findCustomer(tenant: Tenant, id: number): Customer | undefined {
	const customer = tenant.customers.get(id);
	return customer?.deleted ? undefined : customer;
}

export function requireCustomer(tenant: Tenant, id: number): Customer {
	const customer = findCustomer(tenant, id);
	if (!customer) throw new NoSuchRecord(`There is no customer ${id}.`);
	return customer;
}

const COMPLETE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;

function readInstant(text: string): Instant {
	if (COMPLETE.test(text)) return text;
	const moment = parseInstant(text);
	if (!moment) throw new RangeError(`"${text}" is no date and time.`);
	return moment;
}
