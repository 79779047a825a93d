import type { Instant } from '../../core/instant';
import type { Address, CustomField } from './customer';
import type { Location } from './location';
import { NoSuchRecord, type Tenant } from './tenant';

export interface LocationDraft {
	name: string;
	address: Omit<Address, 'unit' | 'latitude' | 'longitude'> & Partial<Address>;
	tagTypeIds?: number[];
	customFields?: CustomField[];
	/** Now, unless given. */
	createdOn?: Instant;
}

/** A place where a customer is served. */
export function addLocation(tenant: Tenant, customerId: number, draft: LocationDraft): Location {
	const now = draft.createdOn ?? tenant.instant();
	return tenant.save(tenant.locations, {
		id: tenant.nextId(),
		customerId,
		active: true,
		name: draft.name,
		address: { unit: null, latitude: null, longitude: null, ...draft.address },
		createdOn: now,
		modifiedOn: now,
		createdById: 1,
		tagTypeIds: draft.tagTypeIds ?? [],
		customFields: draft.customFields ?? [],
	});
}

export type LocationChanges = Partial<
	Pick<Location, 'customerId' | 'name' | 'active' | 'address' | 'tagTypeIds' | 'customFields'>
>;

/** @throws NoSuchRecord */
export function editLocation(tenant: Tenant, id: number, changes: LocationChanges): Location {
	const before = tenant.locations.get(id);
	if (!before) throw new NoSuchRecord(`There is no location ${id}.`);
	return tenant.save(tenant.locations, { ...before, ...changes, modifiedOn: tenant.instant() });
}
