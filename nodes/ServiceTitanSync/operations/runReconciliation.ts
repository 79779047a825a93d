import { runReconciliation as reconcile } from '../../../sync/runReconciliation';
import { workspaceField } from '../../shared/workspaceField';
import { operation } from '../operation';
import { runEverybody } from '../runEverybody';
import { dryRunField, runInputOf, type RunInput } from '../runInput';
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

	run: async (context, input) => await runEverybody(context, input, reconcile),
});
