import type { INodeProperties } from 'n8n-workflow';

/** Options that several nodes offer, each said once. */

export const leaseMinutes: INodeProperties = {
	displayName: 'Give Up After (Minutes)',
	name: 'leaseMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 60 },
	default: 10,
	description: 'How long a run in Supabase may give no sign of life before the next one takes over',
};

export const ignoreAccountingChanges: INodeProperties = {
	displayName: 'Ignore Accounting Changes',
	name: 'ignoreAccountingChanges',
	type: 'boolean',
	default: false,
	description: 'Whether a customer whose balance alone changed is left out',
};

export const pageSize: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 5000 },
	default: 500,
	description:
		'How many customers one call asks for; where ServiceTitan refuses it, 50 are asked for',
};

export const lookbackSeconds: INodeProperties = {
	displayName: 'Read Again Before (Seconds)',
	name: 'lookbackSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86400 },
	default: 300,
	description:
		'How far before the last run to read again, for changes that ServiceTitan shows late. What was handed out already is not handed out twice.',
};

export const linkManualContacts: INodeProperties = {
	displayName: 'Link Manual Contacts',
	name: 'linkManualContacts',
	type: 'boolean',
	default: true,
	description:
		'Whether a contact that was typed in by hand becomes the customer whose phone or e-mail it has, where both are the only ones with it',
};

export const skipWithoutContactMethods: INodeProperties = {
	displayName: 'Skip Without Contact Methods',
	name: 'skipWithoutContactMethods',
	type: 'boolean',
	default: true,
	description:
		'Whether a customer with neither phone nor e-mail gets no new contact; one that is there is updated all the same',
};
