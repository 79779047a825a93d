import { pickFrom } from '../chance';
import { requireCustomer } from '../tenant/customerEdits';
import type { Job } from '../tenant/job';
import type { Tenant } from '../tenant/tenant';

/** A job for a customer, on its first day. */
export function seedJob(tenant: Tenant, customerId: number): void {
	const { createdOn } = requireCustomer(tenant, customerId);
	const id = tenant.nextId();
	tenant.save(tenant.jobs, {
		id,
		jobNumber: String(id),
		customerId,
		locationId: tenant.nextId(),
		jobStatus: pickFrom<Job['jobStatus']>(tenant.chance, ['Scheduled', 'InProgress', 'Completed']),
		summary: pickFrom(tenant.chance, [
			'Water heater',
			'AC tune-up',
			'Panel upgrade',
			'Clogged drain',
		]),
		createdOn,
		modifiedOn: createdOn,
	});
}
