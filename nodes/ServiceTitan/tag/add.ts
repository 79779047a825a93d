import { z } from 'zod';

import { customerField, customerIdOf } from '../customerField';
import type { Operation } from '../operation';
import { chosenTags, tagsField } from './tagsField';

const tagged = z.object({ tagTypeIds: z.array(z.number()).nullish() }).passthrough();

export const addTag: Operation = {
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a tag to a customer',
		description: 'Gives a customer one or more tags; those it has stay',
	},
	fields: [customerField, tagsField],

	async run(asked) {
		const customerId = customerIdOf(asked.parameter('customerId'));
		const added = await chosenTags(asked);
		let tagTypeIds = added;
		for (const id of added) {
			const { value } = await asked.serviceTitan.call({
				method: 'POST',
				path: `customers/${customerId}/tags/${id}`,
				answer: tagged,
				// A customer has a tag or has it not: twice is as once.
				repeatable: true,
			});
			tagTypeIds = value.tagTypeIds ?? tagTypeIds;
		}
		return [{ customerId, added, tagTypeIds }];
	},
};
