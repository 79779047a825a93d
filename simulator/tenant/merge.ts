import type { Customer } from './customer';
import { editCustomer, requireCustomer } from './customerEdits';
import type { Tenant } from './tenant';

/** Merges one customer into another: it turns inactive and says where it went. There is no API call for it. */
export function merge(tenant: Tenant, fromId: number, intoId: number): Customer {
	requireCustomer(tenant, intoId);
	if (fromId === intoId) throw new RangeError('A customer cannot be merged into itself.');
	return editCustomer(tenant, fromId, { active: false, mergedToId: intoId });
}
