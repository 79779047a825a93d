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

/** Text, or a number typed as one; blanks around it go, and what is empty is as if it was not given. */
export const words = z.coerce
	.string()
	.trim()
	.transform((value) => value || undefined)
	.optional();

/** Text that must be there; a number typed for one is text. */
export const neededText = z
	.unknown()
	.transform((value) => String(value ?? '').trim())
	.pipe(z.string().min(1, 'is empty'));

/**
 * Any ISO 8601 date, or one of luxon's or JavaScript's, as an instant.
 * @param timezone  in which a date without an offset is meant
 */
export const momentIn = (timezone: string) =>
	z.unknown().transform((value, context) => {
		if (value === '' || value === undefined || value === null) return undefined;
		const utc = DateTime.fromISO(isoOf(value), { zone: timezone }).toUTC().toISO();
		const instant = utc ? parseInstant(utc) : undefined;
		if (instant) return instant;
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'is no date and time' });
		return z.NEVER;
	});

const isoOf = (value: unknown): string =>
	value instanceof Date ? value.toISOString() : String(value);

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
