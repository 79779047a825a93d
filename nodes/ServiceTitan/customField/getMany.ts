import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';
import { readCustomFields } from './customFields';

export const getManyCustomFields: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many custom fields',
		description: 'The fields that the business has added to its customers, with their IDs',
	},
	fields: manyFields,

	async run({ serviceTitan, parameter }) {
		const most = mostOf(parameter);
		return (await readCustomFields(serviceTitan.call)).slice(0, most);
	},
};
