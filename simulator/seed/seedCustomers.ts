import type { Tenant } from '../tenant/tenant';
import { seedContacts } from './seedContacts';
import { seedCustomer } from './seedCustomer';
import { seedJob } from './seedJob';
import { Phones } from './phones';

const MERGED_SHARE = 0.01;
const JOBS = 5;

/** Fills a tenant with believable customers: the same for the same seed, all older than a day. */
export function seedCustomers(tenant: Tenant, count: number): void {
	const phones = new Phones(tenant.chance);
	const ids: number[] = [];
	for (let index = 0; index < count; index += 1) {
		const merged = tenant.chance() < MERGED_SHARE ? ids.at(-1) : undefined;
		const customer = seedCustomer(tenant, merged);
		seedContacts(tenant, customer, phones);
		ids.push(customer.id);
	}
	for (const id of ids.slice(0, JOBS)) seedJob(tenant, id);
}
