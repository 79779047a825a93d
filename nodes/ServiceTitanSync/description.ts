import type { INodeProperties } from 'n8n-workflow';

import { operations } from './operations';

const RESOURCES = [
	{ name: 'Health', value: 'health' },
	{ name: 'Run', value: 'run' },
	{ name: 'Workspace', value: 'workspace' },
];

const used = RESOURCES.filter(({ value }) => operations.some(({ resource }) => resource === value));

const operationsOf = (resource: string): INodeProperties => {
	const options = operations
		.filter((candidate) => candidate.resource === resource)
		.map(({ option }) => option)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	const field: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: '',
	};
	return { ...field, default: defaults[resource] ?? options[0]?.value ?? '' };
};

/** The operation a person most likely wants first. */
const defaults: Record<string, string> = {
	run: 'runIncrementalSync',
	workspace: 'getStatus',
	health: 'checkHealth',
};

const fieldsOfOperations = operations.flatMap(({ resource, option, fields }) =>
	fields.map(
		(field): INodeProperties => ({
			...field,
			displayOptions: {
				...field.displayOptions,
				show: { ...field.displayOptions?.show, resource: [resource], operation: [option.value] },
			},
		}),
	),
);

export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: used,
		default: 'run',
	},
	...used.map(({ value }) => operationsOf(value)),
	...fieldsOfOperations,
];

/** Which operations ask for the ServiceTitan credential. */
export const withServiceTitan = operations
	.filter(({ needsServiceTitan }) => needsServiceTitan)
	.map(({ option }) => option.value);

/** The chosen operation by its name, below the node on the canvas. */
const names = Object.fromEntries(operations.map(({ option }) => [option.value, option.name]));
export const subtitle = `={{ (${JSON.stringify(names)})[$parameter["operation"]] }}`;
