import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { anyRecord, type AnyRecord } from '../anyRecord';
import { contactsField, contactsSchema } from '../contact/contactFields';
import { collection, neededText, textField, words } from '../fields';
import { withNotStored } from '../notStored';
import type { Asked } from '../operation';
import {
	completeAddress,
	customerType,
	detailFields,
	detailSchema,
	newAddressField,
	typeField,
} from './customerFields';
import { detailsOf } from './details';

/** Everything a customer is made from. */
export const newCustomerFields: INodeProperties[] = [
	textField('Name', 'name', {
		required: true,
		placeholder: 'e.g. Smith, Ann',
		description: 'The name of the person or of the business',
	}),
	typeField,
	newAddressField,
	contactsField,
	collection(
		['Additional Fields', 'details', 'Add Field'],
		[
			...detailFields.slice(0, 3),
			textField('Location Name', 'locationName', {
				description: "What the first location is called; the customer's name unless given",
			}),
			...detailFields.slice(3),
		],
	),
];

const given = z.object({
	name: neededText,
	type: customerType,
	address: completeAddress('customer'),
	contacts: contactsSchema,
	details: detailSchema.extend({ locationName: words }).default({}),
});

export type NewCustomer = z.output<typeof given>;

/** @throws ZodError that names what is missing or odd */
export const readNewCustomer = (parameter: Asked['parameter']): NewCustomer =>
	given.parse({
		name: parameter('name'),
		type: parameter('type'),
		address: parameter('address') ?? {},
		contacts: parameter('contacts') ?? {},
		details: parameter('details') ?? {},
	});

/** @param more  further fields of the body */
export async function create(
	serviceTitan: Asked['serviceTitan'],
	{ name, type, address, contacts, details }: NewCustomer,
	more: object = {},
): Promise<AnyRecord> {
	const { locationName = name, ...rest } = details;
	const known = await detailsOf(serviceTitan.call, 'customers', rest);
	const locations = [{ name: locationName, address }];
	const body = { name, type, address, contacts: contacts.contact, ...known, locations, ...more };
	const created = await serviceTitan.post(anyRecord, 'customers', body);
	return withNotStored(created, body);
}
