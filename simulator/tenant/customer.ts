import type { Instant } from '../../core/instant';
import { wireInstant } from '../clock';
import { givenAs } from '../http/fieldForm';
import type { Switches } from '../switches';

export type CustomerType = 'Residential' | 'Commercial';

export interface Address {
	street: string;
	unit: string | null;
	city: string;
	state: string;
	zip: string;
	country: string;
	latitude: number | null;
	longitude: number | null;
}

export interface CustomField {
	typeId: number;
	name: string;
	value: string;
}

export interface ExternalDatum {
	key: string;
	value: string;
}

/** A customer as the simulator keeps it. Phone and e-mail are not on it: see contact.ts. */
export interface Customer {
	id: number;
	active: boolean;
	name: string;
	type: CustomerType;
	address: Address;
	customFields: CustomField[];
	balance: number;
	taxExempt: boolean;
	tagTypeIds: number[];
	doNotMail: boolean;
	doNotService: boolean;
	nationalAccount: boolean;
	createdOn: Instant;
	createdById: number;
	modifiedOn: Instant;
	/** The same without accounting: what the date filter compares when balance changes are excluded. */
	changedOn: Instant;
	mergedToId: number | null;
	paymentTermId: number | null;
	creditLimit: number | null;
	creditLimitBalance: number | null;
	externalData: ExternalDatum[];
	/** Gone from everywhere but the export. */
	deleted: boolean;
}

/** The customer as ServiceTitan sends it. */
export function customerReply(customer: Customer, switches: Switches) {
	const { changedOn: _, deleted, modifiedOn, createdOn, externalData, address, ...rest } = customer;
	return {
		...rest,
		active: customer.active && !deleted,
		address: addressReply(address, switches),
		createdOn: wireInstant(createdOn),
		...givenAs(switches.modifiedOn, 'modifiedOn', wireInstant(modifiedOn)),
		...givenAs(switches.externalData, 'externalData', externalData),
	};
}

export const addressReply = ({ country, ...rest }: Address, switches: Switches) => ({
	...rest,
	...givenAs(switches.country, 'country', country),
});

export type CustomerReply = ReturnType<typeof customerReply>;
