import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { descriptionProblems } from './support/descriptionProblems';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	default: 'get',
	options: [
		{ name: 'Get', value: 'get', action: 'Get a customer' },
		{ name: 'Get Many', value: 'getMany', action: 'Get many customers' },
	],
};

const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const options = (...inside: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	default: {},
	options: inside,
});

const node = (properties: INodeProperties[], more: Partial<INodeTypeDescription> = {}) => ({
	description: { group: ['transform'], properties, ...more } as INodeTypeDescription,
	methods: { listSearch: ['customers'] },
	does: ['execute' as const],
});

describe('a description hangs together', () => {
	it.each<[story: string, properties: INodeProperties[]]>([
		[
			'a field of one operation',
			[operation, text('id', { displayOptions: { show: { operation: ['get'] } } })],
		],
		['a field of a version', [text('id', { displayOptions: { show: { '@version': [1] } } })]],
		[
			'an option that looks at the node',
			[operation, options(text('a', { displayOptions: { show: { '/operation': ['get'] } } }))],
		],
		[
			'an option that looks at its neighbour',
			[options(text('a'), text('b', { displayOptions: { hide: { a: ['x'] } } }))],
		],
		['a default that is an expression', [{ ...operation, default: '={{ $json.operation }}' }]],
	])('with %s', (_story, properties) => {
		expect(descriptionProblems(node(properties))).toEqual([]);
	});
});

describe('it does not hang together', () => {
	it.each<[story: string, properties: INodeProperties[], problem: string]>([
		[
			'when a field depends on nothing',
			[text('id', { displayOptions: { show: { operatoin: ['get'] } } })],
			'id depends on operatoin, which is no parameter',
		],
		[
			'when a field waits for what cannot be chosen',
			[operation, text('id', { displayOptions: { show: { operation: ['fetch'] } } })],
			'id waits for operation = fetch, which cannot be chosen',
		],
		[
			'when an option looks at the node without saying so',
			[operation, options(text('a', { displayOptions: { show: { operation: ['get'] } } }))],
			'options › a depends on operation, which is no parameter',
		],
		[
			'when it starts as what cannot be chosen',
			[{ ...operation, default: 'list' }],
			'operation starts as list, which cannot be chosen',
		],
		[
			'when a choice is there twice',
			[{ ...operation, options: [...(operation.options ?? []), ...(operation.options ?? [])] }],
			'operation offers get twice',
		],
		[
			'when an operation cannot be found in the panel',
			[{ ...operation, options: [{ name: 'Get', value: 'get' }] }],
			'operation Get has no action text',
		],
		[
			'when a list is searched by a method that is not there',
			[
				text('id', {
					modes: [
						{
							displayName: 'List',
							name: 'list',
							type: 'list',
							typeOptions: { searchListMethod: 'tags' },
						},
					],
				}),
			],
			'id calls the listSearch method tags, which the node does not have',
		],
	])('%s', (_story, properties, problem) => {
		expect(descriptionProblems(node(properties))).toContain(problem);
	});

	it('when a credential depends on nothing', () => {
		const credentials = [{ name: 'a', displayOptions: { show: { store: ['supabase'] } } }];
		expect(descriptionProblems(node([], { credentials }))).toEqual([
			'a depends on store, which is no parameter',
		]);
	});
});
