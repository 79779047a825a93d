import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRow } from '../anyRecord';
import { textField } from '../fields';
import { manyFields, mostOf } from '../many';
import type { Operation } from '../operation';
import { asked, METHODS } from './asked';

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
				'Whether the answer is a list, to be read page by page and given as one item a record',
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
		const { method, query, body, ...where } = asked.parse({
			method: parameter('method'),
			module: parameter('module'),
			path: parameter('path'),
			query: parameter('query') ?? {},
			body: parameter('body'),
		});
		const pairs = Object.fromEntries(query.parameter.map(({ name, value }) => [name, value]));
		if (method === 'GET' && parameter('readPages') === true) {
			const list = { ...where, query: pairs, record: anyRow, most: mostOf(parameter) };
			return await readMany(serviceTitan.call, list);
		}
		const sent = method === 'GET' ? {} : { body };
		return itemsOf(await serviceTitan.raw({ method, ...where, query: pairs, ...sent }));
	},
};

/** An object is one item, a list one for each; an answer without words says at least that it came. */
function itemsOf(answer: unknown): IDataObject[] {
	if (Array.isArray(answer)) return answer.map((one) => itemsOf(one)[0] as IDataObject);
	if (typeof answer === 'object' && answer !== null) return [answer as IDataObject];
	return [answer === undefined || answer === '' ? { success: true } : { answer: answer as string }];
}
