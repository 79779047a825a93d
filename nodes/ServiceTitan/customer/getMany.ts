import { z } from 'zod';

import { readMany } from '../../../transport/serviceTitan/readMany';
import { flagOr } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';
import { withContactMethods } from './contactMethods';
import { sortField, sortSchema } from '../recordFilters';
import { filterQuery, filtersField } from './filters';
import { reachedAt, simplified, simplifyField } from './simplify';

const settings = z.object({
	simple: flagOr(true),
	includeContacts: flagOr(false),
	sort: sortSchema,
});

export const getManyCustomers: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many customers',
		description: 'Customers, in the order of their IDs unless told otherwise, filtered if you like',
	},
	fields: [
		...manyFields,
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
				sortField('customers'),
			],
		},
	],

	async run({ serviceTitan, parameter, timezone }) {
		const filters = filterQuery(parameter('filters'), timezone);
		const { simple, includeContacts, sort } = settings.parse({
			simple: parameter('simplify'),
			...(parameter('options') ?? {}),
		});
		const query = { ...filters, sort };
		const wanted = { path: 'customers', query, record: anyRecord, most: mostOf(parameter) };
		const customers = await readMany(serviceTitan.call, wanted);
		const shown = simple ? await simplified(serviceTitan, customers) : customers;
		if (!includeContacts) return shown;
		const complete = await withContactMethods(serviceTitan, shown);
		return simple
			? complete.map((one) => ({ ...one, ...reachedAt(one.contacts as object[]) }))
			: complete;
	},
};
