import { z } from 'zod';

import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { collection, words } from '../fields';
import type { Operation } from '../operation';
import { withNotStored } from '../notStored';
import { contactType, contactValue, memoField, typeField, valueField } from './contactFields';

const asked = z.object({
	type: contactType,
	value: contactValue,
	options: z.object({ memo: words }).default({}),
});

export const createContact: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a contact method',
		description:
			'Adds a phone number, an e-mail address or a fax number to a customer. The customer does not count as modified then.',
	},
	fields: [
		customerField,
		typeField,
		{ ...valueField, required: true },
		collection(['Options', 'options', 'Add option'], [memoField]),
	],

	async run({ serviceTitan, parameter }) {
		const customerId = customerIdOf(parameter('customerId'));
		const { type, value, options } = asked.parse({
			type: parameter('type'),
			value: parameter('value'),
			options: parameter('options'),
		});
		const body = { type, value, ...options };
		const created = await serviceTitan.post(anyRecord, `customers/${customerId}/contacts`, body);
		return [{ ...withNotStored(created, body), customerId }];
	},
};
