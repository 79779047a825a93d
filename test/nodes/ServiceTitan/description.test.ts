import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../../nodes/ServiceTitan/operations';
import { properties } from '../../../nodes/ServiceTitan/properties';

const shownFor = (resource: string, operation: string): INodeProperties[] =>
	properties.filter(({ displayOptions }) => {
		const { show } = displayOptions ?? {};
		return show?.resource?.includes(resource) && show.operation?.includes(operation);
	});

const every = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => ({ resource: value, ...operation })),
);

describe('the fields of the ServiceTitan node', () => {
	it.each(every)(
		'$resource: $option.value shows its own fields',
		({ resource, option, fields }) => {
			expect(shownFor(resource, option.value).map(({ name }) => name)).toEqual(
				fields.map(({ name }) => name),
			);
		},
	);

	it('keep what an operation says about when to show them', () => {
		const limit = shownFor('customer', 'getMany').find(({ name }) => name === 'limit');
		expect(limit?.displayOptions?.show).toEqual({
			returnAll: [false],
			resource: ['customer'],
			operation: ['getMany'],
		});
	});

	it('begin with the operation of a resource that people want first', () => {
		const defaults = properties
			.filter(({ name }) => name === 'operation')
			.map(({ default: value }) => value);
		expect(defaults).toEqual([...['get', 'getMany', 'getMany', 'getMany', 'add', 'send', 'add']]);
	});

	it.each(every)('$resource: $option.value reads as a sentence', ({ option }) => {
		expect(option.action).toMatch(/^[A-Z][a-z]+( or update)? (a|many|tags) [a-z ]+$/);
		expect(option.name).toMatch(/^([A-Za-z][a-z]+ ?)+$/);
	});

	it('have labels that n8n shows whole', () => {
		// It cuts them off where they would run into the menu of the field.
		const long = every.flatMap(({ fields }) => labelsOf(fields)).filter((one) => one.length > 26);
		expect(long).toEqual([]);
	});
});

/** Those of the fields, and of the fields within them. */
const labelsOf = (fields: INodeProperties[]): string[] =>
	fields.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.flatMap((option) =>
			'values' in option ? labelsOf(option.values) : 'type' in option ? labelsOf([option]) : [],
		),
	]);
