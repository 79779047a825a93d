import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';
import { resources } from './operations';

function operationField({ value, operations }: Resource): INodeProperties {
	const options = operations.map(({ option }) => option);
	const first = operations[0].option.value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: options.sort((a, b) => (a.name < b.name ? -1 : 1)),
		default: first,
	};
}

const fieldsOf = (resource: string, { option, fields }: Operation): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, resource: [resource], operation: [option.value] },
		},
	}));

/** The node's fields, put together from the operations. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'customer',
	},
	...resources.map(operationField),
	...resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) => fieldsOf(value, operation)),
	),
];
