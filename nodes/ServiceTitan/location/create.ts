import { z } from 'zod';

import { contactsField, contactsSchema } from '../contact/contactFields';
import { completeAddress, detailSchema, newAddressField } from '../customer/customerFields';
import { customFieldsField } from '../customField/customFieldsField';
import { detailsOf } from '../customer/details';
import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { collection, neededText, textField } from '../fields';
import { withNotStored } from '../notStored';
import type { Operation } from '../operation';
import { tagsField } from '../tag/tagsField';

const asked = z.object({
	name: neededText,
	address: completeAddress('location'),
	contacts: contactsSchema,
	details: detailSchema.pick({ customFields: true, tagTypeIds: true }).default({}),
});

export const createLocation: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a location',
		description: 'A further place where a customer is served',
	},
	fields: [
		customerField,
		textField('Name', 'name', { required: true, placeholder: 'e.g. Summer house' }),
		newAddressField,
		contactsField,
		collection(
			['Additional Fields', 'details', 'Add Field'],
			[customFieldsField('locations'), { ...tagsField, required: false }],
		),
	],

	async run({ serviceTitan, parameter }) {
		const customerId = customerIdOf(parameter('customerId'));
		const { name, address, contacts, details } = asked.parse({
			name: parameter('name'),
			address: parameter('address') ?? {},
			contacts: parameter('contacts') ?? {},
			details: parameter('details') ?? {},
		});
		const body = {
			customerId,
			name,
			address,
			contacts: contacts.contact,
			...(await detailsOf(serviceTitan.call, 'locations', details)),
		};
		const created = await serviceTitan.post(anyRecord, 'locations', body);
		return [withNotStored(created, body)];
	},
};
