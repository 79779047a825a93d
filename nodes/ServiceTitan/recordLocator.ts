import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../core/servicetitan/customer';

export interface Located {
	/** e.g. `Note`. */
	displayName: string;
	/** Of the parameter. */
	name: string;
	description: string;
	/** The node's method that fills the list. */
	searchListMethod: string;
	/** e.g. `A note ID is a number`. */
	errorMessage: string;
}

/** A field for one record: chosen from a list, or by its id. */
export const recordLocator = (located: Located): INodeProperties => ({
	displayName: located.displayName,
	name: located.name,
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: located.description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: located.searchListMethod, searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4007921',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: located.errorMessage },
				},
			],
		},
	],
});

/**
 * @param label  the field's name as people see it
 * @param kind  e.g. `a customer`
 * @throws ZodError that names the field, where the value is no id
 */
export function idIn(label: string, kind: string, value: unknown): number {
	const id = z.unknown().transform((given, context) => {
		const read = recordId.safeParse(given);
		if (read.success) return read.data;
		const message = `this is no ID of ${kind}; it is a number such as 41863`;
		context.addIssue({ code: z.ZodIssueCode.custom, message });
		return z.NEVER;
	});
	return z.object({ [label]: id }).parse({ [label]: value })[label] as number;
}
