import type { IDataObject } from 'n8n-workflow';

import { persistent } from '../../../core/retry';
import { runInitial } from '../../../sync/runInitial';
import { tryWhole } from '../../../sync/tryWhole';
import { connectPorts } from '../../shared/connectPorts';
import { workspaceField } from '../../shared/workspaceField';
import { flagOf, operation } from '../operation';
import { readState } from '../readState';
import { dryRunField, optionOf, runInputOf, runnerOf, stopOf, type RunInput } from '../runInput';
import { initialOptions } from '../runOptions';

interface Input extends RunInput {
	again: boolean;
	handBackAfter: number;
}

export const runInitialSync = operation<Input>({
	resource: 'run',
	option: {
		name: 'Run Initial Sync',
		value: 'runInitialSync',
		action: 'Run the initial sync',
		description:
			'Copy all customers once, before the incremental sync goes on; where it was interrupted, it goes on from there',
	},
	needsServiceTitan: true,
	fields: [
		workspaceField,
		dryRunField,
		{
			displayName: 'Run Again',
			name: 'again',
			type: 'boolean',
			default: false,
			description:
				'Whether to copy all customers once more although the initial sync is complete. To find and heal differences, Run Reconciliation does less.',
		},
		initialOptions,
	],

	input: (context, index) => ({
		...runInputOf(context, index),
		again: flagOf(context, 'again', index),
		handBackAfter: optionOf(context, index, 'handBackAfter', 0),
	}),

	async run(context, { dryRun, ...input }) {
		const connections = await connectPorts(context, persistent);
		const { ports, supabase } = connections;
		const request = {
			...input,
			...runnerOf(context, connections),
			isStopped: stopOf(context),
		};
		if (!dryRun) return [{ ...(await runInitial(ports, request)) } as unknown as IDataObject];
		const { workspaceId, now: databaseNow } = await readState(supabase, request);
		const summary = await tryWhole(ports, { ...request, workspaceId, databaseNow });
		return [{ ...summary } as unknown as IDataObject];
	},
});
