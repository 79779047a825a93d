import { customerField, customerIdOf } from '../customerField';
import type { Operation } from '../operation';
import { chosenTags, tagsField } from './tagsField';

export const removeTag: Operation = {
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove a tag from a customer',
		description: 'Takes one or more tags from a customer; the others stay',
	},
	fields: [customerField, tagsField],

	async run(asked) {
		const customerId = customerIdOf(asked.parameter('customerId'));
		const removed = await chosenTags(asked);
		for (const id of removed)
			await asked.serviceTitan.command({
				method: 'DELETE',
				path: `customers/${customerId}/tags/${id}`,
			});
		return [{ deleted: true, customerId, tagTypeIds: removed }];
	},
};
