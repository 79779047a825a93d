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
export const runOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		leaseMinutes,
		ignoreAccountingChanges,
		linkManualContacts,
		pageSize,
		lookbackSeconds,
		skipWithoutContactMethods,
	],
};
