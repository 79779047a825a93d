import type { INodeProperties } from 'n8n-workflow';

import { workspaceField } from '../shared/workspaceField';
import { businessHoursFields } from './businessHoursFields';
import { optionFields } from './optionFields';

const WEAKER =
	"This Workflow keeps its place with n8n's own guarantee: a change whose execution fails later is not read again. Supabase moves on only after every customer was written.";

export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		options: [
			{
				name: 'Customer Created',
				value: 'created',
				description: 'Only customers that are new, each once',
			},
			{
				name: 'Customer Created or Updated',
				value: 'createdOrUpdated',
				description: 'Every change, of phone numbers and e-mail addresses too',
			},
			{
				name: 'Customer Updated',
				value: 'updated',
				description: 'Changes of customers that were there before',
			},
		],
		default: 'createdOrUpdated',
		description: 'Which customers start the workflow',
	},
	{
		displayName: 'Remember Progress In',
		name: 'cursorStore',
		type: 'options',
		// With an expression n8n would want the credential for Supabase in any case.
		noDataExpression: true,
		options: [
			{
				name: 'Supabase',
				value: 'supabase',
				description:
					'For the sync: the place moves on once Supabase Contact Upsert wrote everything',
			},
			{
				name: 'This Workflow',
				value: 'n8n',
				description: 'For any other workflow: needs no database',
			},
		],
		default: 'n8n',
		hint: WEAKER,
		description: 'Where the trigger notes how far it has read',
	},
	{
		...workspaceField,
		displayOptions: { show: { cursorStore: ['supabase'] } },
	},
	{
		displayName: 'Only in Business Hours',
		name: 'onlyBusinessHours',
		type: 'boolean',
		default: false,
		description:
			'Whether polls outside the hours below do nothing. What changes meanwhile arrives with the first poll of the next day.',
	},
	{
		displayName: 'Business Hours',
		name: 'businessHours',
		type: 'collection',
		placeholder: 'Add Hours',
		default: {},
		options: businessHoursFields,
		displayOptions: { show: { onlyBusinessHours: [true] } },
		description:
			"What is left out comes from the workspace in Supabase, then from 06:00 to 20:00 every day in the workflow's time zone",
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: false,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: optionFields,
	},
];
