import { z } from 'zod';

import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord, type AnyRecord } from '../anyRecord';
import type { Operation } from '../operation';
import { withContactMethods } from './contactMethods';
import { filterQuery, filtersField } from './filters';
import { simplify, simplifyField } from './simplify';

const settings = z.object({
	limit: z.coerce
		.number({ invalid_type_error: 'must be a number' })
		.min(1, 'must be 1 or more')
		.transform(Math.floor),
	simplified: z.boolean(),
	includeContacts: z.boolean().default(false),
});

export const getManyCustomers: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many customers',
		description: 'Customers in the order of their IDs, filtered if you like',
	},
	fields: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		filtersField,
		simplifyField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Contact Methods',
					name: 'includeContacts',
					type: 'boolean',
					default: false,
					description:
						'Whether to add phone numbers and e-mail addresses (contacts): one more call for every 50 customers',
				},
			],
		},
	],

	async run({ serviceTitan, parameter, timezone }) {
		const query = { ...filterQuery(parameter('filters'), timezone), sort: '+Id' };
		const { limit, simplified, includeContacts } = settings.parse({
			limit: parameter('returnAll') === true ? Infinity : parameter('limit'),
			simplified: parameter('simplify'),
			...(parameter('options') ?? {}),
		});
		const wanted = { path: 'customers', query, record: anyRecord, most: limit };
		const customers = await readMany(serviceTitan.call, wanted);
		const shown: AnyRecord[] = simplified ? customers.map(simplify) : customers;
		return includeContacts ? await withContactMethods(serviceTitan, shown) : shown;
	},
};
