import type { Instant } from '../../core/instant';
import { wireInstant } from '../clock';
import type { Switches } from '../switches';
import { addressReply, type Address, type CustomField } from './customer';

export interface Location {
	id: number;
	customerId: number;
	active: boolean;
	name: string;
	address: Address;
	createdOn: Instant;
	modifiedOn: Instant;
	createdById: number;
	tagTypeIds: number[];
	customFields: CustomField[];
}

export const locationReply = (location: Location, switches: Switches) => ({
	...location,
	address: addressReply(location.address, switches),
	createdOn: wireInstant(location.createdOn),
	modifiedOn: wireInstant(location.modifiedOn),
	mergedToId: null,
	zoneId: null,
	taxExempt: false,
	externalData: [],
	taxZoneId: null,
});
