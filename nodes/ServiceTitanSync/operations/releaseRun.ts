import { z } from 'zod';

import { patient } from '../../../core/retry';
import { read } from '../../../transport/supabase/answers';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { workspaceFieldFor } from '../../shared/workspaceField';
import { systemClock } from '../../shared/systemClock';
import { flagOf, operation, textOf } from '../operation';
import { workspaceOf } from '../workspaceOf';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	reason: string;
	takeOver: boolean;
}

const released = z
	.object({ run: z.object({ run_id: z.string() }).passthrough().nullish() })
	.passthrough();

export const releaseRun = operation<Input>({
	resource: 'run',
	option: {
		name: 'Release Run',
		value: 'releaseRun',
		action: 'Release a run',
		description:
			'Give up the run that is open, so that the next one starts at once; the cursor stays where it was',
	},
	needsServiceTitan: false,
	onlyForPeople: true,
	fields: [
		workspaceFieldFor({
			empty: 'The only workspace there is',
			description: 'Whose run to give up. Empty: the only workspace there is.',
		}),
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n was moved to another server',
			description: 'Why, for the history of runs',
		},
		{
			displayName: 'Take Over',
			name: 'takeOver',
			type: 'boolean',
			default: false,
			description:
				'Whether another trigger may read this workspace from now on, such as that of a workflow imported again',
		},
	],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		reason: textOf(context, 'reason', index),
		takeOver: flagOf(context, 'takeOver', index),
	}),

	async run(context, { workspaceId: named, reason, takeOver }) {
		const call = await connectSupabase(context, systemClock, patient);
		const workspaceId = await workspaceOf(call, named);
		const answer = await call('servicetitan_release_run', {
			p_workspace_id: workspaceId,
			p_reason: reason || null,
			p_take_over: takeOver,
		});
		const { run } = read(released, answer);
		const messages = [
			run
				? 'The open run was given up; the next one reads its customers again.'
				: 'No run was open.',
			takeOver ? 'The next trigger that polls takes this workspace.' : '',
		];
		return [
			{ workspaceId, runId: run?.run_id ?? null, message: messages.filter(Boolean).join(' ') },
		];
	},
});
