import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { z } from 'zod';

import { parseInstant } from '../../core/instant';

/** Fields that several operations have, and how what is typed into them is read. */

export const textField = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

export const dateField = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'dateTime', default: '', description });

export const flagField = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'boolean', default: false, description });

/** A field whose parts a person adds one by one; a part that was not added is `undefined`. */
export const collection = (
	[displayName, name, placeholder]: [displayName: string, name: string, placeholder: string],
	options: INodeProperties[],
): INodeProperties => ({
	displayName,
	name,
	type: 'collection',
	placeholder,
	default: {},
	options,
});

/** Text as it is sent, or a number typed for one; blanks around it go. What holds several values is no text. */
export const text = z.unknown().transform((value, context): string => {
	if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
	context.addIssue({ code: 'custom', message: 'is a list or an object; it should be text' });
	return z.NEVER;
});

/** What is empty is as if it was not given. */
export const words = text.transform((value) => value || undefined).optional();

/** Text that must be there. */
export const neededText = text.pipe(z.string().min(1, 'is empty'));

/**
 * Any ISO 8601 date, or one of luxon's or JavaScript's, as an instant.
 * @param timezone  in which a date without an offset is meant
 */
export const momentIn = (timezone: string) =>
	z.unknown().transform((value, context) => {
		if (value === '' || value === undefined || value === null) return undefined;
		const text = isoOf(value);
		// Luxon knows every form, but cuts what is finer than a millisecond: a record's own time must find it again.
		const exact = HAS_OFFSET.test(text) ? parseInstant(text) : undefined;
		const utc = DateTime.fromISO(text, { zone: timezone }).toUTC().toISO();
		const instant = exact ?? (utc ? parseInstant(utc) : undefined);
		if (instant) return instant;
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'is no date and time' });
		return z.NEVER;
	});

const HAS_OFFSET = /\dT.*(?:Z|[+-]\d\d(?::?\d\d)?)$/i;

/** Databases and spreadsheets write a blank for the T. */
const isoOf = (value: unknown): string =>
	value instanceof Date
		? value.toISOString()
		: String(value)
				.trim()
				.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');

/** The date filters that ServiceTitan's lists have. */
export const datesIn = (timezone: string) => {
	const moment = momentIn(timezone);
	return {
		createdBefore: moment,
		createdOnOrAfter: moment,
		modifiedBefore: moment,
		modifiedOnOrAfter: moment,
	};
};

/** @param what  e.g. `notes` */
export const dateFields = (what: string): INodeProperties[] => [
	dateField('Created Before', 'createdBefore', `Only ${what} created before this moment`),
	dateField('Created On or After', 'createdOnOrAfter', `Only ${what} created then or later`),
	dateField('Modified Before', 'modifiedBefore', `Only ${what} last changed before this moment`),
	dateField('Modified On or After', 'modifiedOnOrAfter', `Only ${what} changed then or later`),
];

/** @param what  e.g. `locations` */
export const activeField = (what: string): INodeProperties => ({
	displayName: 'Active',
	name: 'active',
	type: 'options',
	options: [
		{ name: 'Active', value: 'True' },
		{ name: 'Active and Inactive', value: 'Any' },
		{ name: 'Inactive', value: 'False' },
	],
	default: 'True',
	description: `Whether to give ${what} that are in use, those that are not, or both`,
});

/** The filters by name and address, which lists of customers and of locations share. */
export const placeFields: INodeProperties[] = [
	textField('City', 'city'),
	textField('Country', 'country'),
	textField('Name', 'name', { description: 'The name or a part of it' }),
	textField('State', 'state'),
	textField('Street', 'street'),
	textField('Unit', 'unit'),
	textField('ZIP Code', 'zip'),
];

export const placeFilters = {
	active: z.enum(['True', 'Any', 'False']).optional(),
	city: words,
	country: words,
	name: words,
	state: words,
	street: words,
	unit: words,
	zip: words,
};
