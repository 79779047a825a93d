import { editCustomer, requireCustomer } from './customerEdits';
import type { Customer } from './customer';
import type { Tenant } from './tenant';

/** The business's tag types: id and name. */
export const TAG_TYPES = [
	{ id: 201, name: 'VIP' },
	{ id: 202, name: 'Membership' },
	{ id: 203, name: 'Do Not Call' },
	{ id: 204, name: 'Referral' },
	{ id: 205, name: 'Warranty' },
	{ id: 206, name: 'Property Manager' },
] as const;

export const isTagType = (tagTypeId: number): boolean =>
	TAG_TYPES.some(({ id }) => id === tagTypeId);

export const setTags = (tenant: Tenant, customerId: number, tagTypeIds: number[]): Customer =>
	editCustomer(tenant, customerId, { tagTypeIds: [...new Set(tagTypeIds)] });

export const addTags = (tenant: Tenant, customerId: number, tagTypeIds: number[]): Customer =>
	setTags(tenant, customerId, [...requireCustomer(tenant, customerId).tagTypeIds, ...tagTypeIds]);

export function removeTags(tenant: Tenant, customerId: number, tagTypeIds: number[]): Customer {
	const { tagTypeIds: before } = requireCustomer(tenant, customerId);
	return setTags(
		tenant,
		customerId,
		before.filter((id) => !tagTypeIds.includes(id)),
	);
}
