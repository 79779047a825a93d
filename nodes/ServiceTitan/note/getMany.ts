import { z } from 'zod';

import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { collection, dateFields, datesIn } from '../fields';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';

export const getManyNotes: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many notes',
		description: 'The notes on a customer',
	},
	fields: [
		customerField,
		...manyFields,
		collection(['Filters', 'filters', 'Add Filter'], dateFields('notes')),
	],

	async run({ serviceTitan, parameter, timezone }) {
		const customerId = customerIdOf(parameter('customerId'));
		const { filters: query } = z
			.object({ filters: z.object(datesIn(timezone)) })
			.parse({ filters: parameter('filters') ?? {} });
		const path = `customers/${customerId}/notes`;
		const most = mostOf(parameter);
		const notes = await readMany(serviceTitan.call, { path, query, record: anyRecord, most });
		return notes.map((note) => ({ ...note, customerId }));
	},
};
