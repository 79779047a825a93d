import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../../core/servicetitan/customer';
import { someTextsIn } from '../listed';
import type { Asked, Operation } from '../operation';
import { chosenTags, tagsField } from './tagsField';

/** Nobody says how many customers a call takes: as many as its lists of ids do. */
const AT_ONCE = 50;

const customersField: INodeProperties = {
	displayName: 'Customer IDs',
	name: 'customerIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 41863, 41864',
	description: 'With commas between them, or a list from an expression',
};

/** PUT or DELETE /tags, for as many customers as are named. Wants the scope tn.crm.tags:w. */
async function change(asked: Asked, method: 'PUT' | 'DELETE') {
	const customerIds = customersIn(asked.parameter('customerIds'));
	const tagTypeIds = await chosenTags(asked);
	for (let start = 0; start < customerIds.length; start += AT_ONCE) {
		const some = customerIds.slice(start, start + AT_ONCE);
		const body = { customerIds: some, tagTypeIds };
		await asked.serviceTitan.command({ method, path: 'tags', body });
	}
	return { customerIds, tagTypeIds };
}

/** @throws ZodError that names what is no id */
function customersIn(value: unknown): number[] {
	const texts = someTextsIn('Customer IDs', value);
	const odd = texts.find((text) => !recordId.safeParse(text).success);
	if (odd === undefined) return [...new Set(texts.map(Number))];
	const message = `"${odd}" is no ID of a customer; it is a number such as 41863`;
	throw new z.ZodError([{ code: 'custom', path: ['Customer IDs'], message }]);
}

export const addTagsInBulk: Operation = {
	option: {
		name: 'Add in Bulk',
		value: 'addInBulk',
		action: 'Add tags to many customers',
		description: 'Gives many customers the same tags at once, 50 a call',
	},
	fields: [customersField, tagsField],
	run: async (asked) => [{ added: true, ...(await change(asked, 'PUT')) }],
};

export const removeTagsInBulk: Operation = {
	option: {
		name: 'Remove in Bulk',
		value: 'removeInBulk',
		action: 'Remove tags from many customers',
		description: 'Takes the same tags from many customers at once, 50 a call',
	},
	fields: [customersField, tagsField],
	run: async (asked) => [{ deleted: true, ...(await change(asked, 'DELETE')) }],
};
