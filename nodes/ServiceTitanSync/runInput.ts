import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { consumerOf } from '../shared/consumer';
import { likeDefault } from '../shared/likeDefault';
import type { Connections } from '../shared/connectPorts';
import { flagOf, textOf, type Input } from './operation';

/** What every run that reads and writes in one node reads from its parameters. */
export interface RunInput extends Input {
	workspaceId: string;
	dryRun: boolean;
	link: boolean;
	skipWithoutContactMethods: boolean;
	pageSize: number;
	leaseMinutes: number;
}

export const runInputOf = (context: IExecuteFunctions, index: number): RunInput => ({
	workspaceId: textOf(context, 'workspaceId', index),
	dryRun: flagOf(context, 'dryRun', index),
	link: optionOf(context, index, 'linkManualContacts', true),
	skipWithoutContactMethods: optionOf(context, index, 'skipWithoutContactMethods', true),
	pageSize: optionOf(context, index, 'pageSize', 500),
	leaseMinutes: optionOf(context, index, 'leaseMinutes', 10),
});

export const optionOf = <T>(
	context: IExecuteFunctions,
	index: number,
	name: string,
	fallback: T,
): T => likeDefault(name, context.getNodeParameter(`options.${name}`, index, fallback), fallback);

/** Who runs it, and for which tenant. */
export const runnerOf = (context: IExecuteFunctions, { serviceTitan }: Connections) => ({
	consumer: consumerOf(context),
	tenantId: serviceTitan.tenantId,
	environment: serviceTitan.environment,
});

/** n8n's Stop button and a workflow's time limit end nothing by themselves: whoever works has to ask. */
export function stopOf(context: IExecuteFunctions): () => boolean {
	const signal = context.getExecutionCancelSignal?.();
	return () => signal?.aborted === true;
}

export const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show what a run would write, and write nothing',
};
