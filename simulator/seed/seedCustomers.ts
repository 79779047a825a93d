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
	const first: number[] = [];
	let last: number | undefined;
	for (let index = 0; index < count; index += 1) {
		const merged = tenant.chance() < MERGED_SHARE ? last : undefined;
		const seeded = seedCustomer(tenant, merged);
		seedContacts(tenant, seeded, phones);
		last = seeded.customer.id;
		if (index < JOBS) first.push(last);
	}
	for (const id of first) seedJob(tenant, id);
}
