import { z } from 'zod';

import { manyFields, mostOf } from '../many';
import { textField, words } from '../fields';
import { nameOf } from '../named';
import type { Operation } from '../operation';
import { readTagTypes } from './tagTypes';

export const getManyTags: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many tags',
		description: 'The tags a customer can be given, with their IDs',
	},
	fields: [
		...manyFields,
		textField('Name', 'name', {
			placeholder: 'e.g. VIP',
			description: 'The name or a part of it; all tags without it',
		}),
	],

	async run({ serviceTitan, parameter }) {
		const most = mostOf(parameter);
		const { name } = z.object({ name: words }).parse({ name: parameter('name') });
		if (name === undefined) return await readTagTypes(serviceTitan.call, most);
		// The list knows no filter by name.
		const wanted = name.toLowerCase();
		const all = await readTagTypes(serviceTitan.call);
		return all.filter((tag) => nameOf(tag).toLowerCase().includes(wanted)).slice(0, most);
	},
};
