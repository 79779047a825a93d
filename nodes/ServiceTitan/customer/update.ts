import { z } from 'zod';

import { flag, flagOr } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { collection, flagField, neededText, textField } from '../fields';
import { withNotStored } from '../notStored';
import type { Operation } from '../operation';
import { completed, nothingChosen, replaceField, withoutUndefined } from './completed';
import {
	addressFields,
	addressSchema,
	customerType,
	detailFields,
	detailSchema,
	typeField,
} from './customerFields';
import { detailsOf } from './details';

const asked = z.object({
	address: addressSchema.default({}),
	changes: detailSchema
		.extend({
			name: neededText.optional(),
			type: customerType.optional(),
			active: flag,
		})
		.default({}),
	options: z.object({ replace: flagOr(false) }).default({}),
});

export const updateCustomer: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a customer',
		description: 'Changes what you add here and leaves everything else as it is',
	},
	fields: [
		customerField,
		collection(
			['Fields to Change', 'changes', 'Add Field'],
			[
				// On, for that is what Deactivate cannot do.
				{ ...flagField('Active', 'active', 'Whether the customer is in use'), default: true },
				...detailFields.slice(0, 3),
				textField('Name', 'name'),
				...detailFields.slice(3),
				typeField,
			],
		),
		addressFields('Add Line to Change'),
		collection(['Options', 'options', 'Add option'], [replaceField]),
	],

	async run({ serviceTitan, parameter }) {
		const id = customerIdOf(parameter('customerId'));
		const { address, changes, options } = asked.parse({
			address: parameter('address') ?? {},
			changes: parameter('changes') ?? {},
			options: parameter('options') ?? {},
		});
		const { name, type, active, ...given } = changes;
		const details = await detailsOf(serviceTitan.call, 'customers', given);
		const changed = withoutUndefined({ name, type, active, ...details });
		if (Object.keys(changed).length === 0 && Object.keys(withoutUndefined(address)).length === 0)
			throw nothingChosen();
		const path = `customers/${id}`;
		const body = await completed(serviceTitan, {
			...{ path, changed, address, ...options },
			coordinatesNeeded: true,
		});
		return [withNotStored(await serviceTitan.patch(anyRecord, path, body), body)];
	},
};
