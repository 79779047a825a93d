import { wholeBetween } from '../chance';
import { editCustomer, findCustomer } from '../tenant/customerEdits';
import type { Tenant } from '../tenant/tenant';

/** While a reader pages, the business goes on: some customers change after each page, by seed. */
export function editBetweenPages(tenant: Tenant): void {
	const { editsBetweenPages } = tenant.switches;
	if (editsBetweenPages === 0) return;
	for (let edit = 0; edit < editsBetweenPages; edit += 1) editOne(tenant);
}

function editOne(tenant: Tenant): void {
	const customers = tenant.customers.inOrder('id', tenant.clock.now());
	const chosen = customers[wholeBetween(tenant.chance, 0, customers.length - 1)]?.row;
	const now = chosen && findCustomer(tenant, chosen.id);
	if (now) editCustomer(tenant, now.id, { doNotMail: !now.doNotMail });
}
