import type { INodeProperties } from 'n8n-workflow';

export const resetCursorFields: INodeProperties[] = [
	{
		displayName: 'New Cursor',
		name: 'cursor',
		type: 'dateTime',
		required: true,
		default: '',
		description:
			'Changes from this moment on are read by the next run. Without an offset it is read in the time zone of the workflow.',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. An import in ServiceTitan touched every customer',
		description: 'Why, for the history of runs; who moved it is kept beside it',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description: 'Whether to show only what the move would skip or repeat, and change nothing',
	},
];
