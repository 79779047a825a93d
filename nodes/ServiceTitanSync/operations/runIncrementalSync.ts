import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { persistent } from '../../../core/retry';
import { runIncremental, type IncrementalRequest } from '../../../sync/runIncremental';
import { tryIncremental } from '../../../sync/tryIncremental';
import { connectPorts, type Connections } from '../../shared/connectPorts';
import { consumerOf } from '../../shared/consumer';
import { workspaceField } from '../../shared/workspaceField';
import { flagOf, operation, textOf } from '../operation';
import { readState } from '../readState';
import { runOptions } from '../runOptions';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	dryRun: boolean;
	link: boolean;
	skipWithoutContactMethods: boolean;
	lookbackSeconds: number;
	pageSize: number;
	excludeAccountingChanges: boolean;
	leaseMinutes: number;
}

export const runIncrementalSync = operation<Input>({
	resource: 'run',
	option: {
		name: 'Run Incremental Sync',
		value: 'runIncrementalSync',
		action: 'Run an incremental sync',
		description:
			'Read every customer that changed since the last run and write all of them, in this one node',
	},
	needsServiceTitan: true,
	fields: [
		workspaceField,
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to show what a run would write, and write nothing',
		},
		runOptions,
	],

	input(context, index) {
		const option = <T>(name: string, fallback: T): T =>
			context.getNodeParameter(`options.${name}`, index, fallback) as T;
		return {
			workspaceId: textOf(context, 'workspaceId', index),
			dryRun: flagOf(context, 'dryRun', index),
			link: option('linkManualContacts', true),
			skipWithoutContactMethods: option('skipWithoutContactMethods', true),
			lookbackSeconds: option('lookbackSeconds', 300),
			pageSize: option('pageSize', 500),
			excludeAccountingChanges: option('ignoreAccountingChanges', false),
			leaseMinutes: option('leaseMinutes', 10),
		};
	},

	async run(context, input) {
		const connections = await connectPorts(context, persistent);
		const request = requestOf(context, input, connections);
		const { ports, supabase } = connections;
		const summary = input.dryRun
			? await tryIncremental(ports, request, await readState(supabase, request))
			: await runIncremental(ports, request);
		return [{ ...summary } as unknown as IDataObject];
	},
});

const requestOf = (
	context: IExecuteFunctions,
	input: Input,
	{ serviceTitan }: Connections,
): IncrementalRequest => ({
	workspaceId: input.workspaceId,
	link: input.link,
	skipWithoutContactMethods: input.skipWithoutContactMethods,
	lookbackSeconds: input.lookbackSeconds,
	pageSize: input.pageSize,
	excludeAccountingChanges: input.excludeAccountingChanges,
	leaseMinutes: input.leaseMinutes,
	source: 'sync',
	consumer: consumerOf(context),
	tenantId: serviceTitan.tenantId,
	environment: serviceTitan.environment,
	includeContacts: true,
});
