import type { INodeProperties } from 'n8n-workflow';

/** What a check counts as wrong, and when it may tell. */
export const healthOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Business Hours From',
			name: 'hoursFrom',
			type: 'string',
			default: '06:00',
			description: 'For a workspace that has no hours of its own',
		},
		{
			displayName: 'Business Hours To',
			name: 'hoursTo',
			type: 'string',
			default: '20:00',
			description: 'For a workspace that has no hours of its own',
		},
		{
			displayName: 'Far Behind After (Hours)',
			name: 'cursorHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			description: 'How far the cursor may be behind while runs come out well',
		},
		{
			displayName: 'Heartbeat Address',
			name: 'heartbeatUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://hc-ping.com/your-uuid',
			description:
				'Called after each check that finds nothing wrong, so that a service outside notices when n8n itself is dead',
		},
		{
			displayName: 'Longest Silence (Minutes)',
			name: 'silenceMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'For how many minutes of business hours there may be no good run',
		},
		{
			displayName: 'Look for Duplicates',
			name: 'lookForDuplicates',
			type: 'boolean',
			default: false,
			description:
				'Whether to look for contacts that are there twice. It reads the whole table: once a day is enough.',
		},
		{
			displayName: 'Most Changes per Run',
			name: 'mostChanges',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				"How many contacts one run may change; 0: judged by the workspace's own history, three times the most of the last 50 runs",
		},
		{
			displayName: 'Most Failing Rows',
			name: 'failingRows',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description: 'From how many customers that cannot be written it is told',
		},
		{
			displayName: 'Quiet From',
			name: 'quietFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. 22:00',
			description:
				"From when nothing is told, by the workspace's time zone; what still goes on is told afterwards",
		},
		{
			displayName: 'Quiet To',
			name: 'quietTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. 06:00',
			description: 'Until when nothing is told',
		},
		{
			displayName: 'Remind After (Hours)',
			name: 'remindAfterHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 24,
			description: 'When what still goes on is told once more; 0: never',
		},
	],
};
