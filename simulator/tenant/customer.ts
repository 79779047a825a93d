import type { Instant } from '../../core/instant';
import { wireInstant } from '../clock';
import { putInForm } from '../http/fieldForm';
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

export type CustomerReply = Omit<Customer, 'changedOn' | 'deleted'>;

/** The customer as ServiceTitan sends it. Field by field: of a million of them, spreading took most of the time. */
export function customerReply(customer: Customer, switches: Switches): CustomerReply {
	const reply: CustomerReply = {
		id: customer.id,
		active: customer.active && !customer.deleted,
		name: customer.name,
		type: customer.type,
		customFields: customer.customFields,
		balance: customer.balance,
		taxExempt: customer.taxExempt,
		tagTypeIds: customer.tagTypeIds,
		doNotMail: customer.doNotMail,
		doNotService: customer.doNotService,
		nationalAccount: customer.nationalAccount,
		createdById: customer.createdById,
		mergedToId: customer.mergedToId,
		paymentTermId: customer.paymentTermId,
		creditLimit: customer.creditLimit,
		creditLimitBalance: customer.creditLimitBalance,
		address: addressReply(customer.address, switches),
		createdOn: wireInstant(customer.createdOn, switches.fractionDigits),
		modifiedOn: wireInstant(customer.modifiedOn, switches.fractionDigits),
		externalData: customer.externalData,
	};
	putInForm(reply, 'modifiedOn', switches.modifiedOn);
	putInForm(reply, 'externalData', switches.externalData);
	return reply;
}

export function addressReply(address: Address, switches: Switches): Address {
	const { street, unit, city, state, zip, latitude, longitude, country } = address;
	const reply = { street, unit, city, state, zip, latitude, longitude, country };
	putInForm(reply, 'country', switches.country);
	return reply;
}
