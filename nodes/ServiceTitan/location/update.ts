import { z } from 'zod';

import { flag, flagOr } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { addressFields, addressSchema, detailSchema } from '../customer/customerFields';
import { customFieldsField } from '../customField/customFieldsField';
import { detailsOf } from '../customer/details';
import { completed, nothingChosen, replaceField, withoutUndefined } from '../customer/completed';
import { collection, flagField, neededText, textField } from '../fields';
import { withNotStored } from '../notStored';
import type { Operation } from '../operation';
import { tagsField } from '../tag/tagsField';
import { locationField, locationIdOf } from './locationField';

const asked = z.object({
	address: addressSchema.default({}),
	changes: detailSchema
		.pick({ customFields: true, tagTypeIds: true })
		.extend({
			name: neededText.optional(),
			active: flag,
		})
		.default({}),
	options: z.object({ replace: flagOr(false) }).default({}),
});

export const updateLocation: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a location',
		description: 'Changes what you add here and leaves everything else as it is',
	},
	fields: [
		locationField,
		collection(
			['Fields to Change', 'changes', 'Add Field'],
			[
				{ ...flagField('Active', 'active', 'Whether the location is in use'), default: true },
				customFieldsField('locations'),
				textField('Name', 'name'),
				{ ...tagsField, required: false },
			],
		),
		addressFields('Add Line to Change'),
		collection(['Options', 'options', 'Add option'], [replaceField]),
	],

	async run({ serviceTitan, parameter }) {
		const id = locationIdOf(parameter('locationId'));
		const { address, changes, options } = asked.parse({
			address: parameter('address') ?? {},
			changes: parameter('changes') ?? {},
			options: parameter('options') ?? {},
		});
		const { name, active, ...given } = changes;
		const details = await detailsOf(serviceTitan.call, 'locations', given);
		const changed = withoutUndefined({ name, active, ...details });
		if (Object.keys(changed).length === 0 && Object.keys(withoutUndefined(address)).length === 0)
			throw nothingChosen();
		const path = `locations/${id}`;
		const body = await completed(serviceTitan, {
			...{ path, changed, address, ...options },
			coordinatesNeeded: false,
		});
		return [withNotStored(await serviceTitan.patch(anyRecord, path, body), body)];
	},
};
