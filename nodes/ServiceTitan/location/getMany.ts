import { z } from 'zod';

import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { activeField, collection, dateFields, datesIn, placeFields, placeFilters } from '../fields';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';

export const getManyLocations: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many locations',
		description: 'Places where customers are served: those of one customer, or of everybody',
	},
	fields: [
		{
			...customerField,
			required: false,
			description: 'Whose locations; leave it empty for those of everybody',
		},
		...manyFields,
		collection(
			['Filters', 'filters', 'Add Filter'],
			[activeField('locations'), ...placeFields, ...dateFields('locations')].sort((a, b) =>
				a.displayName < b.displayName ? -1 : 1,
			),
		),
	],

	async run({ serviceTitan, parameter, timezone }) {
		const { filters } = z
			.object({ filters: z.object({ ...datesIn(timezone), ...placeFilters }) })
			.parse({ filters: parameter('filters') ?? {} });
		const customer = parameter('customerId');
		const isGiven = customer !== undefined && customer !== null && customer !== '';
		const customerId = isGiven ? customerIdOf(customer) : undefined;
		const query = { ...filters, customerId, sort: '+Id' };
		const most = mostOf(parameter);
		return await readMany(serviceTitan.call, {
			path: 'locations',
			query,
			record: anyRecord,
			most,
		});
	},
};
