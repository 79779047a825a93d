import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { likeDefault } from '../../shared/likeDefault';
import { textField } from '../fields';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';
import { asked, METHODS, pairsOf } from './asked';
import { readList } from './readList';

const only = (...methods: IHttpRequestMethods[]) => ({
	displayOptions: { show: { method: methods } },
});

/** Whatever the other operations do not do, with the tenant, both headers, retries and pages taken care of. */
export const rawRequest: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a raw request',
		description: 'Calls any endpoint of the API; the tenant and both headers are filled in',
	},
	fields: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [...METHODS].sort().map((method) => ({ name: method, value: method })),
			default: 'GET',
		},
		textField('Module', 'module', {
			required: true,
			default: 'crm/v2',
			placeholder: 'e.g. jpm/v2',
			description:
				"The part of the address before /tenant/: crm/v2 for customers, jpm/v2 for jobs. The app needs the module's scope.",
		}),
		textField('Path', 'path', {
			required: true,
			placeholder: 'e.g. customers/41863/notes',
			description: 'The part of the address behind the tenant, without a query',
		}),
		{
			displayName: 'Query',
			name: 'query',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Parameter',
			default: {},
			description: 'ServiceTitan ignores parameters that it does not know',
			options: [
				{
					displayName: 'Parameter',
					name: 'parameter',
					values: [textField('Name', 'name'), textField('Value', 'value')],
				},
			],
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '',
			...only('POST', 'PUT', 'PATCH', 'DELETE'),
		},
		{
			displayName: 'Read Pages',
			name: 'readPages',
			type: 'boolean',
			default: false,
			description:
				'Whether the answer is a list, to be read page by page and given as one item a record; exports too, which go on from continueFrom',
			...only('GET'),
		},
		...manyFields.map((field) => ({
			...field,
			displayOptions: {
				show: { ...field.displayOptions?.show, method: ['GET'], readPages: [true] },
			},
		})),
	],

	async run({ serviceTitan, parameter }) {
		const method = parameter('method');
		const given = asked.parse({
			method,
			module: parameter('module'),
			path: parameter('path'),
			query: parameter('query') ?? {},
			// n8n keeps no parameter whose field is not shown, and throws where one is asked for.
			body: method === 'GET' ? undefined : parameter('body'),
		});
		const readPages = method === 'GET' && likeDefault('Read Pages', parameter('readPages'), false);
		const query = pairsOf(given.query.parameter, readPages);
		if (readPages)
			return await readList(serviceTitan.call, { ...given, query, most: mostOf(parameter) });
		return itemsOf(await serviceTitan.raw({ ...given, query }));
	},
};

/** An object is one item, a list one for each; an answer without words says at least that it came. */
function itemsOf(answer: unknown): IDataObject[] {
	if (Array.isArray(answer)) return answer.map((one) => itemsOf(one)[0] as IDataObject);
	if (typeof answer === 'object' && answer !== null) return [answer as IDataObject];
	return [answer === undefined || answer === '' ? { success: true } : { answer: answer as string }];
}
