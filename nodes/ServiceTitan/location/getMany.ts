import { z } from 'zod';

import { likeDefault } from '../../shared/likeDefault';
import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord } from '../anyRecord';
import { simplifyField } from '../customer/simplify';
import { customerField, customerIdOf } from '../customerField';
import { collection, dateFields, datesIn } from '../fields';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';
import {
	inOrderOfNames,
	recordFields,
	recordFilters,
	sortField,
	sortSchema,
} from '../recordFilters';
import { simplifiedLocations } from './simplify';

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
			inOrderOfNames([...recordFields('locations'), ...dateFields('locations')]),
		),
		simplifyField,
		collection(['Options', 'options', 'Add option'], [sortField('locations')]),
	],

	async run({ serviceTitan, parameter, timezone }) {
		const { filters, options } = z
			.object({
				filters: z.object({ ...datesIn(timezone), ...recordFilters }),
				options: z.object({ sort: sortSchema }),
			})
			.parse({ filters: parameter('filters') ?? {}, options: parameter('options') ?? {} });
		const customer = parameter('customerId');
		const isGiven = customer !== undefined && customer !== null && customer !== '';
		const customerId = isGiven ? customerIdOf(customer) : undefined;
		const query = { ...filters, customerId, ...options };
		const most = mostOf(parameter);
		const wanted = { path: 'locations', query, record: anyRecord, most };
		const found = await readMany(serviceTitan.call, wanted);
		return likeDefault('Simplify', parameter('simplify'), true)
			? await simplifiedLocations(serviceTitan, found)
			: found;
	},
};
