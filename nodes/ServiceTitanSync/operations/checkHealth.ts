import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { instantOfMillis } from '../../../core/instant';
import { brief } from '../../../core/retry';
import type { Thresholds } from '../../../core/sync/health/facts';
import { withoutSecrets } from '../../../core/withoutSecrets';
import { isForAgent } from '../../../transport/forAgent';
import { claimOf } from '../../../transport/jwt';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { healthOf } from '../../../transport/supabase/health';
import { systemClock } from '../../shared/systemClock';
import { workspaceFieldFor } from '../../shared/workspaceField';
import { checkWorkspace } from '../checkWorkspace';
import { healthOptions } from '../healthFields';
import { sendHeartbeat } from '../heartbeat';
import { flagOf, operation, textOf } from '../operation';
import { optionOf } from '../runInput';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	ofThisWorkflow: boolean;
	failure: string;
	thresholds: Thresholds;
	lookForDuplicates: boolean;
	quiet: { from: string; to: string };
	remindMinutes: number;
	heartbeatUrl: string;
}

export const checkHealth = operation<Input>({
	resource: 'health',
	option: {
		name: 'Check Health',
		value: 'checkHealth',
		action: 'Check the health of the sync',
		description:
			'Look whether anything is wrong, one item for each workspace, with the alerts that are to be sent: each is told once when it begins and once when it ends',
	},
	needsServiceTitan: false,
	fields: [
		workspaceFieldFor({
			empty: 'All workspaces',
			description: 'Which workspace to look at. Empty: all of them, one item each.',
		}),
		{
			displayName: 'Only This Workflow',
			name: 'ofThisWorkflow',
			type: 'boolean',
			default: false,
			description:
				'Whether to look only at the workspaces that this workflow reads, and at those that no workflow reads',
		},
		{
			displayName: 'Failure to Tell',
			name: 'failureToTell',
			type: 'string',
			default: '',
			description: 'After an Error Trigger: what failed, in words. It is told as a failed run.',
		},
		healthOptions,
	],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		ofThisWorkflow: flagOf(context, 'ofThisWorkflow', index),
		failure: withoutSecrets(textOf(context, 'failureToTell', index)),
		thresholds: thresholdsOf(context, index),
		lookForDuplicates: optionOf(context, index, 'lookForDuplicates', false),
		quiet: {
			from: optionOf(context, index, 'quietFrom', '').trim(),
			to: optionOf(context, index, 'quietTo', '').trim(),
		},
		remindMinutes: Math.round(60 * Number(optionOf(context, index, 'remindAfterHours', 24))),
		heartbeatUrl: optionOf(context, index, 'heartbeatUrl', '').trim(),
	}),

	async run(context, input) {
		const health = healthOf(await connectSupabase(context, systemClock, brief));
		const workflowId = input.ofThisWorkflow ? String(context.getWorkflow().id ?? '') : null;
		const { now, workspaces } = await health.facts(input.workspaceId, workflowId);
		if (workspaces.length === 0) return [nobody(context, input.failure)];
		const { thresholds, quiet, lookForDuplicates, remindMinutes } = input;
		const around = {
			now,
			failure: input.failure || null,
			keyEndsAt: await keyEnd(context),
		};
		// What an agent reads it need not tell anybody.
		const mayTell = !isForAgent(context.getNode());
		const check = {
			...{ health, around, thresholds, lookForDuplicates },
			...{ quiet, mayTell, remindMinutes },
		};
		const items: IDataObject[] = [];
		for (const facts of workspaces) {
			items.push(await checkWorkspace(facts, check));
		}
		if (input.heartbeatUrl === '' || !items.every(({ healthy }) => healthy)) return items;
		const heartbeat = await sendHeartbeat(context, input.heartbeatUrl);
		return items.map((item) => ({ ...item, heartbeat }));
	},
});

const thresholdsOf = (context: IExecuteFunctions, index: number): Thresholds => ({
	silenceMinutes: Number(optionOf(context, index, 'silenceMinutes', 60)),
	failingRows: Number(optionOf(context, index, 'failingRows', 1)),
	mostChanges: Number(optionOf(context, index, 'mostChanges', 0)),
	cursorHours: Number(optionOf(context, index, 'cursorHours', 24)),
	hours: {
		from: optionOf(context, index, 'hoursFrom', '06:00'),
		to: optionOf(context, index, 'hoursTo', '20:00'),
	},
	timezone: context.getTimezone(),
});

/** @throws NodeOperationError with a failure that there is no workspace to remember it for */
function nobody(context: IExecuteFunctions, failure: string): IDataObject {
	const message = 'No workspace is set up yet: run ServiceTitan Sync → Set Up Workspace once.';
	if (failure !== '') {
		throw new NodeOperationError(context.getNode(), failure, { description: message });
	}
	return { workspaceId: null, healthy: false, message, open: [], alerts: [] };
}

/** Keys of the older form are tokens that say until when they are good. */
async function keyEnd(context: IExecuteFunctions): Promise<string | null> {
	const { secretKey = '' } = await context.getCredentials<{ secretKey?: string }>(
		'supabaseSyncApi',
	);
	const seconds = Number(claimOf(secretKey.trim(), 'exp'));
	return Number.isFinite(seconds) && seconds > 0 && seconds < 1e11
		? instantOfMillis(seconds * 1000)
		: null;
}
