import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../core/servicetitan/customer';
import { coordinateFields, coordinates } from './coordinates';
import { activeField, placeFields, placeFilters, textField, words } from './fields';
import { textsIn } from './listed';

/** The filters that lists of customers and of locations share, besides dates. */

/** ServiceTitan refuses more in one call. */
const MOST_IDS = 50;

/** @param what  e.g. `locations` */
export const recordFields = (what: string): INodeProperties[] => [
	activeField(what),
	...placeFields,
	textField('External Data App GUID', 'externalDataApplicationGuid', {
		description: `Only ${what} with data that the app of this GUID has stored`,
	}),
	textField('External Data Key', 'externalDataKey', {
		description: 'Needs External Data Values too',
	}),
	textField('External Data Values', 'externalDataValues', {
		description: 'With commas between them. Needs External Data Key too.',
	}),
	textField('IDs', 'ids', {
		placeholder: 'e.g. 41863, 41864',
		description: `Only these ${what}, ${MOST_IDS} at most: with commas between them, or a list from an expression`,
	}),
	...coordinateFields,
];

export const recordFilters = {
	...placeFilters,
	externalDataApplicationGuid: words,
	externalDataKey: words,
	externalDataValues: words,
	ids: z.unknown().transform((given, context): number[] | undefined => {
		const ids = z
			.array(recordId)
			.max(MOST_IDS, `are more than ${MOST_IDS}`)
			.safeParse(textsIn(given));
		if (ids.success) return ids.data.length > 0 ? ids.data : undefined;
		const { message } = ids.error.issues[0] ?? { message: 'are no IDs' };
		context.addIssue({ code: 'custom', message });
		return z.NEVER;
	}),
	...coordinates,
};

export const inOrderOfNames = (fields: INodeProperties[]): INodeProperties[] =>
	[...fields].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));

const SORTS = ['+Id', '-Id', '+CreatedOn', '-CreatedOn', '+ModifiedOn', '-ModifiedOn'] as const;

/** @param what  e.g. `locations` */
export const sortField = (what: string): INodeProperties => ({
	displayName: 'Sort',
	name: 'sort',
	type: 'options',
	options: [
		{ name: 'Created First', value: '+CreatedOn' },
		{ name: 'Created Last', value: '-CreatedOn' },
		{ name: 'ID, Falling', value: '-Id' },
		{ name: 'ID, Rising', value: '+Id' },
		{ name: 'Modified First', value: '+ModifiedOn' },
		{ name: 'Modified Last', value: '-ModifiedOn' },
	],
	default: '+Id',
	description: `Which come first. In any order but that of rising IDs ${what} that change meanwhile can be missed between two pages.`,
});

export const sortSchema = z
	.enum(SORTS, { errorMap: () => ({ message: `is none of ${SORTS.join(', ')}` }) })
	.default('+Id');
