import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { likeDefault } from '../../shared/likeDefault';
import type { Query } from '../../../transport/query';
import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord, type AnyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { collection, dateFields, datesIn } from '../fields';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';

export const getManyContacts: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many contact methods',
		description:
			'Phone numbers, e-mail addresses and fax numbers: those of one customer, or those that were added or changed at some time',
	},
	fields: [
		{
			...customerField,
			required: false,
			description: 'Whose contact methods; leave it empty for those of everybody, by date',
		},
		...manyFields,
		collection(['Filters', 'filters', 'Add Filter'], dateFields('contact methods')),
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],

	async run({ serviceTitan, parameter, timezone }) {
		const query = queryOf(parameter('customerId'), parameter('filters'), timezone);
		const most = mostOf(parameter);
		const wanted = { path: 'customers/contacts', query, record: anyRecord, most };
		const found = await readMany(serviceTitan.call, wanted);
		return likeDefault('Simplify', parameter('simplify'), true) ? found.map(simplified) : found;
	},
};

const LONG_AGO = '2000-01-01T00:00:00.0000000Z';

/** @throws ZodError where neither a customer nor a date is given: ServiceTitan has no list of everything */
function queryOf(customer: unknown, filters: unknown, timezone: string): Query {
	const dates = z
		.object({ filters: z.object(datesIn(timezone)) })
		.parse({ filters: filters ?? {} }).filters;
	if (!isEmpty(customer)) return { ...dates, customerIds: String(customerIdOf(customer)) };
	if (dates.modifiedOnOrAfter ?? dates.modifiedBefore) return dates;
	// A date of creation alone is refused. Nothing was changed before it was made, and nothing here is older than that.
	if (dates.createdOnOrAfter ?? dates.createdBefore)
		return { ...dates, modifiedOnOrAfter: dates.createdOnOrAfter ?? LONG_AGO };
	const message = 'choose a customer, or add a date under Filters';
	throw new z.ZodError([{ code: 'custom', path: ['Customer'], message }]);
}

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || String(value).trim() === '';

const simplified = (method: AnyRecord): IDataObject => {
	const { id, customerId, type, value, memo, phoneSettings, createdOn, modifiedOn } = method;
	const doNotText = (phoneSettings as IDataObject | null | undefined)?.doNotText;
	return { id, customerId, type, value, memo, doNotText, createdOn, modifiedOn };
};
