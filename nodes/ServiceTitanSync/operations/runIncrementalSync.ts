import type { IDataObject } from 'n8n-workflow';

import { persistent } from '../../../core/retry';
import { runIncremental, type IncrementalRequest } from '../../../sync/runIncremental';
import { tryIncremental } from '../../../sync/tryIncremental';
import { connectPorts } from '../../shared/connectPorts';
import { workspaceField } from '../../shared/workspaceField';
import { beyondStop } from '../beyondStop';
import { operation } from '../operation';
import { readState } from '../readState';
import { dryRunField, optionOf, runInputOf, runnerOf, stopOf, type RunInput } from '../runInput';
import { incrementalOptions } from '../runOptions';

interface Input extends RunInput {
	lookbackSeconds: number;
	excludeAccountingChanges: boolean;
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
	fields: [workspaceField, dryRunField, incrementalOptions],

	input: (context, index) => ({
		...runInputOf(context, index),
		lookbackSeconds: optionOf(context, index, 'lookbackSeconds', 300),
		excludeAccountingChanges: optionOf(context, index, 'ignoreAccountingChanges', false),
	}),

	async run(context, { dryRun, ...input }) {
		const connections = await connectPorts(beyondStop(context), persistent);
		const { ports, supabase } = connections;
		const request: IncrementalRequest = {
			...input,
			...runnerOf(context, connections),
			source: 'sync',
			includeContacts: true,
			isStopped: stopOf(context),
		};
		const summary = dryRun
			? await tryIncremental(ports, request, await readState(supabase, request))
			: await runIncremental(ports, request);
		return [{ ...summary } as unknown as IDataObject];
	},
});
