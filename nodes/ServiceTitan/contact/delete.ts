import { customerField, customerIdOf } from '../customerField';
import type { Operation } from '../operation';
import { contactField, contactIdOf } from './contactField';

export const deleteContact: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a contact method',
		description: 'Removes a phone number, an e-mail address or a fax number from a customer',
	},
	fields: [customerField, contactField],

	async run({ serviceTitan, parameter }) {
		const customerId = customerIdOf(parameter('customerId'));
		const id = contactIdOf(parameter('contactId'));
		await serviceTitan.command({
			method: 'DELETE',
			path: `customers/${customerId}/contacts/${id}`,
		});
		return [{ deleted: true, id, customerId }];
	},
};
