import { DateTime } from 'luxon';
import { z } from 'zod';

import { patient } from '../../../core/retry';
import { withoutSecrets } from '../../../core/withoutSecrets';
import { read } from '../../../transport/supabase/answers';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { systemClock } from '../../shared/systemClock';
import { operation, textOf } from '../operation';

interface Input extends Record<string, unknown> {
	workflowId: string;
	startedAt: string;
	triggerNode: string;
	failure: string;
}

const answerSchema = z.object({ outcome: z.string() }).passthrough();

const MESSAGES: Record<string, string> = {
	failed:
		'The run of the failed execution was recorded as failed; the next run reads its customers again.',
	nothing_open: 'No run of this workflow was open: nothing to record.',
	already_closed: 'The run was closed already.',
};

/** For an Error Trigger: the run whose execution failed is closed, a later one is never touched. */
export const failRun = operation<Input>({
	resource: 'run',
	option: {
		name: 'Fail Run',
		value: 'failRun',
		action: 'Record a run as failed',
		description:
			'After an Error Trigger: record the run of the execution that failed, so that the next one starts at once',
	},
	needsServiceTitan: false,
	onlyForPeople: true,
	fields: [
		{
			displayName: 'Workflow ID',
			name: 'workflowId',
			type: 'string',
			default: '={{ $json.workflow?.id }}',
			description: 'The workflow whose execution failed',
		},
		{
			displayName: 'Execution Started At',
			name: 'startedAt',
			type: 'string',
			default: '={{ $json.execution?.executionContext?.establishedAt }}',
			description:
				'When that execution began. Empty for a poll that failed: it closes its own run.',
		},
		{
			displayName: 'Trigger Node',
			name: 'triggerNode',
			type: 'string',
			default: '={{ $json.execution?.executionContext?.triggerNode?.name }}',
			description:
				'The node that began that execution. A run that another trigger handed out is left alone.',
		},
		{
			displayName: 'Failure',
			name: 'failure',
			type: 'string',
			default: '={{ $json.execution?.error?.message ?? $json.trigger?.error?.message }}',
			description: 'What went wrong, for the history of runs',
		},
	],

	input: (context, index) => ({
		workflowId: textOf(context, 'workflowId', index),
		startedAt: textOf(context, 'startedAt', index),
		triggerNode: textOf(context, 'triggerNode', index),
		failure: inPlainWords(textOf(context, 'failure', index)),
	}),

	async run(context, { workflowId, startedAt, triggerNode, failure }) {
		const age = ageSeconds(startedAt);
		if (workflowId === '' || age === undefined) return [answerOf('nothing_open')];
		const call = await connectSupabase(context, systemClock, patient);
		const answer = await call('servicetitan_fail_run', {
			p_kind: 'execution',
			p_failure: failure,
			p_workflow_id: workflowId,
			// An age rather than a time: the database's clock may be another.
			p_age_seconds: age,
			p_node_name: triggerNode || null,
		});
		return [answerOf(read(answerSchema, answer).outcome)];
	},
});

const answerOf = (outcome: string) => ({ outcome, message: MESSAGES[outcome] ?? outcome });

function ageSeconds(startedAt: string): number | undefined {
	const begun = /^\d+$/.test(startedAt)
		? DateTime.fromMillis(Number(startedAt))
		: DateTime.fromISO(startedAt);
	return begun.isValid ? Math.max(0, (systemClock.now() - begun.toMillis()) / 1000) : undefined;
}

/** n8n calls a time limit a cancellation by hand. */
const inPlainWords = (failure: string): string =>
	/execution was (cancelled|stopped)|cancelled manually/i.test(failure)
		? 'The execution was stopped by the time limit or by a person.'
		: withoutSecrets(failure) || 'The execution failed without saying why.';
