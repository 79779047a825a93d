import { z } from 'zod';

import { flag } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { text } from '../fields';
import { withNotStored } from '../notStored';
import type { Operation } from '../operation';

const note = z.object({
	text: text.pipe(z.string().min(1, 'is empty: ServiceTitan takes no note without text')),
	options: z.object({ pinToTop: flag, addToLocations: flag }).default({}),
});

export const addNote: Operation = {
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a note to a customer',
		description: 'Writes a note on a customer; the customer counts as modified then',
	},
	fields: [
		customerField,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Called about the water heater',
			description: 'What the note says',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Add to Locations',
					name: 'addToLocations',
					type: 'boolean',
					default: false,
					description: "Whether to add the same note to the customer's active locations",
				},
				{
					displayName: 'Pin to Top',
					name: 'pinToTop',
					type: 'boolean',
					default: false,
					description: 'Whether the note stays above the others',
				},
			],
		},
	],

	async run({ serviceTitan, parameter }) {
		const customerId = customerIdOf(parameter('customerId'));
		const { text, options } = note.parse({
			text: parameter('text'),
			options: parameter('options'),
		});
		const added = await serviceTitan.post(anyRecord, `customers/${customerId}/notes`, {
			text,
			...options,
		});
		return [{ ...withNotStored(added, { text, isPinned: options.pinToTop }), customerId }];
	},
};
