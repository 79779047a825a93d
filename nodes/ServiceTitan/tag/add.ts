import { z } from 'zod';

import { RequestFailed } from '../../../core/failure';
import { customerField, customerIdOf } from '../customerField';
import type { Asked, Operation } from '../operation';
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
		for (const id of added)
			tagTypeIds = (await addOne(asked.serviceTitan, customerId, id)) ?? tagTypeIds;
		return [{ customerId, added, tagTypeIds }];
	},
};

/** @returns all tags of the customer, where ServiceTitan says them */
async function addOne(serviceTitan: Asked['serviceTitan'], customerId: number, id: number) {
	const add = serviceTitan.call({
		method: 'POST',
		path: `customers/${customerId}/tags/${id}`,
		answer: tagged,
		// A customer has a tag or has it not: twice is as once.
		repeatable: true,
	});
	const { value } = await add.catch(async (thrown: unknown) => {
		if (!(thrown instanceof RequestFailed && thrown.failure.kind === 'conflict')) throw thrown;
		// Most likely the customer has it, by an earlier try whose answer was lost too.
		const stored = await serviceTitan.get(tagged, `customers/${customerId}`);
		if (stored.tagTypeIds?.includes(id)) return { value: stored };
		throw thrown;
	});
	return value.tagTypeIds;
}
