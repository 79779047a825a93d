import type { IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Instant } from '../../core/instant';
import { parseInstantIn } from '../../core/instantIn';
import type { TriggerOn } from '../../core/sync/changeEvent';
import type { ReadSettings } from '../../core/sync/window';
import { likeDefault } from '../shared/likeDefault';

/** The trigger's parameters, read once per poll. */
export interface Settings extends ReadSettings {
	triggerOn: TriggerOn;
	cursorStore: 'n8n' | 'supabase';
	/** Empty: the workspace of the credential's tenant. */
	workspaceId: string;
	onlyBusinessHours: boolean;
	businessHours: { from?: string; to?: string; days?: string[]; timezone?: string };
	simplify: boolean;
	includeContacts: boolean;
	maxCustomers: number;
	leaseMinutes: number;
	startFrom?: Instant;
}

export function readSettings(context: IPollFunctions): Settings {
	const parameter = <T>(name: string, fallback: T): T =>
		likeDefault(name, context.getNodeParameter(name, fallback), fallback);
	const option = <T>(name: string, fallback: T): T => parameter(`options.${name}`, fallback);
	const cursorStore = parameter<Settings['cursorStore']>('cursorStore', 'n8n');
	return {
		triggerOn: parameter('triggerOn', 'createdOrUpdated'),
		cursorStore,
		// n8n looks for the value of shown parameters only.
		workspaceId: cursorStore === 'supabase' ? workspaceIdOf(context) : '',
		onlyBusinessHours: parameter('onlyBusinessHours', false),
		businessHours: parameter('businessHours', {}),
		simplify: parameter('simplify', false),
		includeContacts: option('includeContacts', true),
		maxCustomers: option('maxCustomersPerPoll', 5000),
		leaseMinutes: option('leaseMinutes', 10),
		lookbackSeconds: option('lookbackSeconds', 300),
		pageSize: option('pageSize', 500),
		excludeAccountingChanges: option('ignoreAccountingChanges', false),
		startFrom: startFromOf(context, option('startFrom', '')),
	};
}

function workspaceIdOf(context: IPollFunctions): string {
	const id = context.getNodeParameter('workspaceId', '', { extractValue: true });
	return String(id ?? '').trim();
}

function startFromOf(context: IPollFunctions, text: unknown): Instant | undefined {
	if (text === '' || text === undefined || text === null) return undefined;
	// An expression may give JavaScript's own date.
	const given = text instanceof Date ? text.toISOString() : String(text);
	const begin = parseInstantIn(given, context.getTimezone());
	if (begin) return begin;
	throw new NodeOperationError(
		context.getNode(),
		`"Start From" is no date and time: ${String(text)}`,
		{
			description: 'Choose a date and time, or leave the field empty to start now.',
		},
	);
}
