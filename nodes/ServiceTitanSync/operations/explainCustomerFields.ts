import type { INodeProperties } from 'n8n-workflow';

import {
	linkManualContacts,
	lookbackSeconds,
	skipWithoutContactMethods,
} from '../../shared/runFields';

export const explainCustomerFields: INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		default: 'crmId',
		options: [
			{ name: 'Contact ID', value: 'contactId', description: 'The ID of the row in contacts' },
			{ name: 'E-Mail', value: 'email' },
			{ name: 'Phone', value: 'phone' },
			{ name: 'ServiceTitan ID', value: 'crmId', description: "The customer's ID in ServiceTitan" },
		],
		description: 'What is known of the customer',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 41863',
		description: 'The ID, phone number or e-mail address to find the customer by',
	},
	{
		displayName: 'Sync It Now',
		name: 'syncItNow',
		type: 'boolean',
		default: false,
		description:
			'Whether to read this one customer afresh and write it, outside of any run, before explaining it',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [linkManualContacts, lookbackSeconds, skipWithoutContactMethods],
	},
];
