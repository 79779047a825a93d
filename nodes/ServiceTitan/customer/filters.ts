import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { z } from 'zod';

import { parseInstant } from '../../../core/instant';
import type { Query } from '../../../transport/query';

const text = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

const date = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
});

/** The filters GET /customers really has: there is none by e-mail. An unknown one would be ignored by ServiceTitan. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Active',
			name: 'active',
			type: 'options',
			options: [
				{ name: 'Active', value: 'True' },
				{ name: 'Active and Inactive', value: 'Any' },
				{ name: 'Inactive', value: 'False' },
			],
			default: 'True',
			description: 'Merged customers are among the inactive ones',
		},
		text('City', 'city'),
		text('Country', 'country'),
		date('Created Before', 'createdBefore', 'Only customers created before this moment'),
		date('Created On or After', 'createdOnOrAfter', 'Only customers created then or later'),
		date('Modified Before', 'modifiedBefore', 'Only customers last changed before this moment'),
		date(
			'Modified On or After',
			'modifiedOnOrAfter',
			'Only customers changed then or later. A changed phone or e-mail does not count as a change of the customer.',
		),
		text('Name', 'name', { description: 'The name or a part of it' }),
		text('Phone', 'phone', { placeholder: 'e.g. 555-010-4477' }),
		text('State', 'state'),
		text('Street', 'street'),
		text('Unit', 'unit'),
		text('ZIP Code', 'zip'),
	],
};

const DATES = ['createdBefore', 'createdOnOrAfter', 'modifiedBefore', 'modifiedOnOrAfter'] as const;

/** @param timezone  in which a date without an offset is meant */
const filterSchema = (timezone: string) => {
	const moment = z.unknown().transform((value, context) => {
		if (value === '' || value === undefined || value === null) return undefined;
		const utc = DateTime.fromISO(isoOf(value), { zone: timezone }).toUTC().toISO();
		const instant = utc ? parseInstant(utc) : undefined;
		if (instant) return instant;
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'is no date and time' });
		return z.NEVER;
	});
	const words = z.coerce
		.string()
		.trim()
		.transform((value) => value || undefined)
		.optional();
	const dates = Object.fromEntries(DATES.map((name) => [name, moment])) as Record<
		(typeof DATES)[number],
		typeof moment
	>;
	return z.object({
		...dates,
		active: z.enum(['True', 'Any', 'False']).optional(),
		city: words,
		country: words,
		name: words,
		phone: words,
		state: words,
		street: words,
		unit: words,
		zip: words,
	});
};

/** Expressions may give dates of luxon or JavaScript instead of text. */
const isoOf = (value: unknown): string =>
	value instanceof Date ? value.toISOString() : String(value);

/** @throws ZodError that names the filter */
export const filterQuery = (filters: unknown, timezone: string): Query =>
	z.object({ filters: filterSchema(timezone) }).parse({ filters: filters ?? {} }).filters;
