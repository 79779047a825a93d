import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { text, textField, words } from '../fields';

export const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Email', value: 'Email' },
		{ name: 'Fax', value: 'Fax' },
		{ name: 'Mobile Phone', value: 'MobilePhone' },
		{ name: 'Phone', value: 'Phone', description: 'A landline' },
	],
	default: 'MobilePhone',
	description: 'What kind of contact method it is',
};

export const valueField = textField('Value', 'value', {
	placeholder: 'e.g. 512-555-0142 or ann@example.com',
	description: 'The phone number, e-mail address or fax number',
});

export const memoField = textField('Memo', 'memo', {
	placeholder: 'e.g. Work',
	description: 'A short remark on it',
});

export const contactType = z.enum(['Phone', 'Email', 'Fax', 'MobilePhone'], {
	errorMap: () => ({ message: 'is none of Phone, MobilePhone, Email, Fax' }),
});

/** A phone number that comes as a number is one all the same. */
export const contactValue = text.pipe(
	z.string().min(1, 'is empty: a contact method needs a phone number or an address'),
);

/** The contact methods of somebody new. */
export const contactsField: INodeProperties = {
	displayName: 'Contact Methods',
	name: 'contacts',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Contact Method',
	default: {},
	options: [
		{ displayName: 'Contact Method', name: 'contact', values: [typeField, valueField, memoField] },
	],
};

/** One without a value is not there: a web form leaves its e-mail empty, and the lead counts all the same. */
export const contactsSchema = z
	.object({
		contact: z
			.array(z.object({ type: contactType, value: text, memo: words }))
			.default([])
			.transform((all) => all.filter(({ value }) => value !== '')),
	})
	.default({});
