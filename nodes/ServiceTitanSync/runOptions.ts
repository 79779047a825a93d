import type { INodeProperties } from 'n8n-workflow';

import {
	ignoreAccountingChanges,
	leaseMinutes,
	linkManualContacts,
	lookbackSeconds,
	pageSize,
	skipWithoutContactMethods,
} from '../shared/runFields';

/** Options of the runs that read and write in one node. */
const optionsOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

export const incrementalOptions = optionsOf([
	leaseMinutes,
	ignoreAccountingChanges,
	linkManualContacts,
	pageSize,
	lookbackSeconds,
	skipWithoutContactMethods,
]);

export const reconciliationOptions = optionsOf([
	leaseMinutes,
	linkManualContacts,
	pageSize,
	skipWithoutContactMethods,
]);

export const initialOptions = optionsOf([
	leaseMinutes,
	{
		displayName: 'Hand Back After (Customers)',
		name: 'handBackAfter',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How many customers to copy before this run ends and shows how far it is; run it again, or in a loop, to go on. 0: all of them in one run.',
	},
	linkManualContacts,
	pageSize,
	skipWithoutContactMethods,
]);
