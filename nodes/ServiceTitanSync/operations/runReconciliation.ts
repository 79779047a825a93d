import type { IDataObject } from 'n8n-workflow';

import { persistent } from '../../../core/retry';
import { runReconciliation as reconcile } from '../../../sync/runReconciliation';
import { tryWhole } from '../../../sync/tryWhole';
import { connectPorts } from '../../shared/connectPorts';
import { workspaceField } from '../../shared/workspaceField';
import { operation } from '../operation';
import { readState } from '../readState';
import { dryRunField, runInputOf, runnerOf, stopOf, type RunInput } from '../runInput';
import { reconciliationOptions } from '../runOptions';

export const runReconciliation = operation<RunInput>({
	resource: 'run',
	option: {
		name: 'Run Reconciliation',
		value: 'runReconciliation',
		action: 'Run a reconciliation',
		description:
			'Compare every customer with its contact, write only what is different, and say what that was',
	},
	needsServiceTitan: true,
	fields: [workspaceField, dryRunField, reconciliationOptions],

	input: runInputOf,

	async run(context, { dryRun, ...input }) {
		const connections = await connectPorts(context, persistent);
		const { ports, supabase } = connections;
		const request = {
			...input,
			...runnerOf(context, connections),
			isStopped: stopOf(context),
		};
		if (!dryRun) return [{ ...(await reconcile(ports, request)) } as unknown as IDataObject];
		const { workspaceId, now: databaseNow } = await readState(supabase, request);
		const summary = await tryWhole(ports, { ...request, workspaceId, databaseNow });
		return [{ ...summary } as unknown as IDataObject];
	},
});
