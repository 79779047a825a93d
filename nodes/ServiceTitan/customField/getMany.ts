import { z } from 'zod';

import { collection, dateFields, datesIn } from '../fields';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';
import { readCustomFields } from './customFields';

export const getManyCustomFields: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many custom fields',
		description:
			'The fields that the business has added to its customers or its locations, with their IDs',
	},
	fields: [
		{
			displayName: 'Of',
			name: 'fieldsOf',
			type: 'options',
			options: [
				{ name: 'Customers', value: 'customers' },
				{ name: 'Locations', value: 'locations' },
			],
			default: 'customers',
			description: 'What the fields belong to',
		},
		...manyFields,
		collection(['Filters', 'filters', 'Add Filter'], dateFields('fields')),
	],

	async run({ serviceTitan, parameter, timezone }) {
		const { fieldsOf, filters } = z
			.object({
				fieldsOf: z.enum(['customers', 'locations']),
				filters: z.object(datesIn(timezone)),
			})
			.parse({ fieldsOf: parameter('fieldsOf'), filters: parameter('filters') ?? {} });
		const most = mostOf(parameter);
		return await readCustomFields(serviceTitan.call, fieldsOf, { query: filters, most });
	},
};
