import { customerField, customerIdOf } from '../customerField';
import type { Operation } from '../operation';
import { noteField, noteIdOf } from './noteField';

export const deleteNote: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a note',
		description: 'Removes a note from a customer',
	},
	fields: [customerField, noteField],

	async run({ serviceTitan, parameter }) {
		const customerId = customerIdOf(parameter('customerId'));
		const id = noteIdOf(parameter('noteId'));
		await serviceTitan.command({ method: 'DELETE', path: `customers/${customerId}/notes/${id}` });
		return [{ deleted: true, id, customerId }];
	},
};
