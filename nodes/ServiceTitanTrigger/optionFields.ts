import type { INodeProperties } from 'n8n-workflow';

export const optionFields: INodeProperties[] = [
	{
		displayName: 'Give Up a Silent Run After (Minutes)',
		name: 'leaseMinutes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 60 },
		default: 10,
		description:
			'With progress in Supabase: how long a run may give no sign of life before the next one takes over',
	},
	{
		displayName: 'Ignore Accounting Changes',
		name: 'ignoreAccountingChanges',
		type: 'boolean',
		default: false,
		description: 'Whether a customer whose balance alone changed is left out',
	},
	{
		displayName: 'Include Contacts',
		name: 'includeContacts',
		type: 'boolean',
		default: true,
		description:
			"Whether to add each customer's phone numbers and e-mail addresses, and to notice when they change",
	},
	{
		displayName: 'Most Customers per Poll',
		name: 'maxCustomersPerPoll',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5000,
		description: 'How many customers one poll hands out at most; the next poll goes on from there',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 5000 },
		default: 500,
		description:
			'How many customers one call asks for; where ServiceTitan refuses it, 50 are asked for',
	},
	{
		displayName: 'Read Again Before (Seconds)',
		name: 'lookbackSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		default: 300,
		description:
			'How far before the last poll to read again, for changes that ServiceTitan shows late. What was handed out already is not handed out twice.',
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'dateTime',
		default: '',
		description:
			'Where to begin when there is no progress yet. Empty: with what changes from now on.',
	},
];
