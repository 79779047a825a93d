import type { Instant } from '../../core/instant';
import type { Address } from './customer';
import type { Location } from './location';
import type { Tenant } from './tenant';

export interface LocationDraft {
	name: string;
	address: Omit<Address, 'unit' | 'latitude' | 'longitude'> & Partial<Address>;
	tagTypeIds?: number[];
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
	});
}
