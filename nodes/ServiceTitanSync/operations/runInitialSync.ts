import { runInitial } from '../../../sync/runInitial';
import { workspaceField } from '../../shared/workspaceField';
import { flagOf, operation } from '../operation';
import { runEverybody } from '../runEverybody';
import { dryRunField, optionOf, runInputOf, type RunInput } from '../runInput';
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

	run: async (context, input) => await runEverybody(context, input, runInitial),
});
