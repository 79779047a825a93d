import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { persistent } from '../../../core/retry';
import { summaryOfFinished } from '../../../core/sync/summary';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { runsOf } from '../../../transport/supabase/runs';
import { workspaceFieldFor } from '../../shared/workspaceField';
import { systemClock } from '../../shared/systemClock';
import { operation, textOf } from '../operation';
import { openRunOf } from '../readState';
import { workspaceOf } from '../workspaceOf';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	runId: string;
}

const uuid = z.string().uuid();

export const finishRun = operation<Input>({
	resource: 'run',
	option: {
		name: 'Finish Run',
		value: 'finishRun',
		action: 'Finish a run',
		description:
			'End a run on purpose and move its cursor: customers that never arrived count as left out',
	},
	needsServiceTitan: false,
	onlyForPeople: true,
	fields: [
		workspaceFieldFor({
			empty: 'The only workspace there is',
			description: 'Whose run to end. Empty: the only workspace there is.',
		}),
		{
			displayName: 'Run ID',
			name: 'runId',
			type: 'string',
			default: '={{ $json.sync?.runId ?? $json.runId }}',
			// No hint: n8n shows none where an expression stands.
			description:
				'The run to end. Empty: the one that is open. Put this node on a branch of its own and let it execute once.',
		},
	],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		runId: textOf(context, 'runId', index),
	}),

	async run(context, input) {
		const call = await connectSupabase(context, systemClock, persistent);
		const workspaceId = await workspaceOf(call, input.workspaceId);
		const named = uuid.safeParse(input.runId);
		const runId = named.success ? named.data : await openRunOf(call, workspaceId);
		if (runId === undefined)
			return [{ workspaceId, message: 'No run is open: nothing to finish.' }];
		const finished = await runsOf(call).finish({ workspaceId, runId }, { when: 'now' });
		return finished.outcome === 'finished'
			? [{ ...summaryOfFinished(finished) } as unknown as IDataObject]
			: [{ workspaceId, runId, message: 'The run is still waiting.' }];
	},
});
