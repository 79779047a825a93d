import type { INodeProperties } from 'n8n-workflow';

import { linkManualContacts, skipWithoutContactMethods } from '../shared/runFields';

export const properties: INodeProperties[] = [
	{
		displayName: 'Workspace ID',
		name: 'workspaceId',
		type: 'string',
		default: '={{ $json.sync?.workspaceId }}',
		placeholder: 'e.g. 45963',
		// No hint: n8n shows none where an expression stands.
		description:
			'Whose contacts are written. It comes with each item of ServiceTitan Trigger: leave it as it is where those arrive here.',
	},
	{
		displayName: 'Run ID',
		name: 'runId',
		type: 'string',
		default: '={{ $json.sync?.runId }}',
		description:
			'The run that each customer belongs to. It comes with each item of ServiceTitan Trigger, and is empty for items from elsewhere.',
	},
	{
		displayName: 'Additional Columns',
		name: 'additionalColumns',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		description:
			'Further columns of contacts to fill. Columns that are not mapped are never touched.',
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'contactColumns',
				mode: 'add',
				valuesLabel: 'Additional Columns',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: false,
				supportAutoMap: false,
				noFieldsError: 'The table contacts has no further columns',
			},
		},
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Batch Size',
				name: 'batchSize',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 5000 },
				default: 1000,
				description: 'How many customers go to Supabase in one call',
			},
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description: 'Whether to show what would be written and write nothing',
			},
			{
				displayName: 'Finish Run',
				name: 'finishRun',
				type: 'options',
				options: [
					{
						name: 'After This Batch',
						value: 'afterThisBatch',
						description: 'Customers that have not arrived are left out on purpose',
					},
					{
						name: 'Never',
						value: 'never',
						description: 'Another node ends the run: ServiceTitan Sync, Finish Run',
					},
					{
						name: 'When All Arrived',
						value: 'whenAllArrived',
						description: 'The cursor moves once every customer of the run was written',
					},
				],
				default: 'whenAllArrived',
				description: 'When the run ends and its cursor moves',
			},
			linkManualContacts,
			skipWithoutContactMethods,
			{
				displayName: 'Write When',
				name: 'writeWhen',
				type: 'boolean',
				default: true,
				description:
					'Whether to write this customer. Use an expression here to leave customers out on purpose: a Filter before this node would keep the run waiting for them.',
			},
		],
	},
];
