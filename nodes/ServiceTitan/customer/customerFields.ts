import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { flag } from '../../shared/likeDefault';
import { coordinateFields, coordinates } from '../coordinates';
import { customFieldsField } from '../customField/customFieldsField';
import { collection, flagField, text, textField } from '../fields';
import { tagsField } from '../tag/tagsField';

/** What a person can say of a customer, when it is created and when it is changed. */

export const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Commercial', value: 'Commercial' },
		{ name: 'Residential', value: 'Residential' },
	],
	default: 'Residential',
	description: 'Whether it is a household or a business',
};

export const addressFields = (placeholder: string): INodeProperties =>
	collection(
		['Address', 'address', placeholder],
		[
			textField('City', 'city'),
			textField('Country', 'country', { placeholder: 'e.g. USA' }),
			...coordinateFields,
			textField('State', 'state', { placeholder: 'e.g. TX' }),
			textField('Street', 'street', { placeholder: 'e.g. 100 Main St' }),
			textField('Unit', 'unit'),
			textField('ZIP Code', 'zip'),
		],
	);

/** The address of somebody or something new: the lines that ServiceTitan wants are there from the beginning. */
export const newAddressField: INodeProperties = {
	...addressFields('Add Line'),
	default: { street: '', city: '', state: '', zip: '', country: '' },
	description: 'ServiceTitan wants the street, the city, the state, the ZIP code and the country',
};

/** In the order of their names, as n8n wants it. */
export const detailFields: INodeProperties[] = [
	customFieldsField('customers'),
	flagField('Do Not Mail', 'doNotMail', 'Whether nothing is to be sent by mail'),
	flagField('Do Not Service', 'doNotService', 'Whether no jobs are to be done'),
	flagField('National Account', 'nationalAccount', 'Whether it is a national account'),
	{ ...tagsField, required: false },
	flagField('Tax Exempt', 'taxExempt', 'Whether it pays no sales tax'),
];

export const addressSchema = z.object({
	street: text.optional(),
	unit: text.optional(),
	city: text.optional(),
	state: text.optional(),
	zip: text.optional(),
	country: text.optional(),
	...coordinates,
});

/** What ServiceTitan wants of a new address. */
const NEEDED = ['street', 'city', 'state', 'zip', 'country'] as const;

/** @param what  is created, for the message */
export const completeAddress = (what: 'customer' | 'location') =>
	addressSchema.superRefine((address, context) => {
		for (const line of NEEDED.filter((name) => !address[name]))
			context.addIssue({
				code: 'custom',
				path: [line],
				message: `is missing: ServiceTitan creates no ${what} without it`,
			});
	});

export type GivenAddress = z.output<typeof addressSchema>;

export const customerType = z.enum(['Residential', 'Commercial'], {
	errorMap: () => ({ message: 'is none of Residential, Commercial' }),
});

export const detailSchema = z.object({
	customFields: z
		.object({
			field: z
				.array(
					z.object({
						typeId: text.pipe(z.string().min(1, 'choose which field it is')),
						value: text,
					}),
				)
				.optional(),
		})
		.optional(),
	doNotMail: flag,
	doNotService: flag,
	nationalAccount: flag,
	tagTypeIds: z.unknown(),
	taxExempt: flag,
});

export type GivenDetails = z.output<typeof detailSchema>;
