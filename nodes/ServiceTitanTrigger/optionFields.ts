import type { INodeProperties } from 'n8n-workflow';

import {
	ignoreAccountingChanges,
	leaseMinutes,
	lookbackSeconds,
	pageSize,
} from '../shared/runFields';

export const optionFields: INodeProperties[] = [
	leaseMinutes,
	ignoreAccountingChanges,
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
	pageSize,
	lookbackSeconds,
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'dateTime',
		default: '',
		description:
			'Where to begin when there is no progress yet. Empty: with what changes from now on.',
	},
];
