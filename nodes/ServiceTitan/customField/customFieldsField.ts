import type { INodeProperties } from 'n8n-workflow';

import { textField } from '../fields';
import type { FieldsOf } from './customFields';

const LISTS: Record<FieldsOf, string> = {
	customers: 'loadCustomFields',
	locations: 'loadLocationCustomFields',
};

/** Values of custom fields, each field chosen by its name. */
export const customFieldsField = (of: FieldsOf): INodeProperties => ({
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Name or ID',
					name: 'typeId',
					type: 'options',
					typeOptions: { loadOptionsMethod: LISTS[of] },
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				textField('Value', 'value'),
			],
		},
	],
});
