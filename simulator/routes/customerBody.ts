import { z } from 'zod';

import { filled } from '../http/body';
import { newContact } from './contactBody';

/** Bodies of POST and PATCH /customers, as the specification has them. */

const customerType = z.enum(['Residential', 'Commercial']);
const wholeNumber = z.number().int();
const customFields = z.array(z.object({ typeId: wholeNumber, value: z.string() }));
const externalData = z.array(z.object({ key: filled, value: z.string() }));

const address = z.object({
	street: z.string(),
	unit: z.string().nullish(),
	city: z.string(),
	state: z.string(),
	zip: z.string(),
	country: z.string(),
	latitude: z.number().nullish(),
	longitude: z.number().nullish(),
});

const newLocation = z.object({
	name: filled,
	address,
	contacts: z.array(newContact).nullish(),
	tagTypeIds: z.array(wholeNumber).nullish(),
});

export const newCustomer = z.object({
	name: filled,
	type: customerType.nullish(),
	address,
	locations: z.array(newLocation).min(1, 'At least one location is required.'),
	contacts: z.array(newContact).nullish(),
	customFields: customFields.nullish(),
	tagTypeIds: z.array(wholeNumber).nullish(),
	externalData: z.object({ applicationGuid: z.string().uuid(), externalData }).nullish(),
	doNotMail: z.boolean().nullish(),
	doNotService: z.boolean().nullish(),
	nationalAccount: z.boolean().nullish(),
	taxExempt: z.boolean().nullish(),
	paymentTermId: wholeNumber.nullish(),
	creditLimit: z.number().nullish(),
	creditLimitBalance: z.number().nullish(),
});

/** All eight fields of an address, or none: ServiceTitan does not patch inside it. */
const wholeAddress = z.object({
	street: z.string(),
	unit: z.string(),
	city: z.string(),
	state: z.string(),
	zip: z.string(),
	country: z.string(),
	latitude: z.number(),
	longitude: z.number(),
});

export const customerPatch = z.object({
	name: filled.optional(),
	type: customerType.optional(),
	address: wholeAddress.optional(),
	customFields: customFields.optional(),
	externalData: z
		.object({
			patchMode: z.enum(['Replace', 'Merge']).nullish(),
			applicationGuid: z.string().uuid(),
			externalData: z.array(z.object({ key: filled, value: z.string().nullish() })),
		})
		.optional(),
	active: z.boolean().optional(),
	doNotMail: z.boolean().optional(),
	doNotService: z.boolean().optional(),
	nationalAccount: z.boolean().optional(),
	tagTypeIds: z.array(wholeNumber).optional(),
	taxExempt: z.boolean().optional(),
	paymentTermId: wholeNumber.optional(),
	creditLimit: z.number().optional(),
	creditLimitBalance: z.number().optional(),
});

/** The bodies of POST and PATCH /locations. */
export const newLocationOfCustomer = newLocation.extend({
	customerId: wholeNumber,
	customFields: customFields.nullish(),
});

export const locationPatch = z.object({
	customerId: wholeNumber.optional(),
	name: filled.optional(),
	active: z.boolean().optional(),
	address: wholeAddress
		.extend({ latitude: z.number().nullish(), longitude: z.number().nullish() })
		.optional(),
	customFields: customFields.optional(),
	tagTypeIds: z.array(wholeNumber).optional(),
	taxZoneId: wholeNumber.optional(),
});

export type NewCustomer = z.output<typeof newCustomer>;
export type NewLocation = z.output<typeof newLocation>;
export type LocationPatch = z.output<typeof locationPatch>;
export type CustomerPatch = z.output<typeof customerPatch>;
