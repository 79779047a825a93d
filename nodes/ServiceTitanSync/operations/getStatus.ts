import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { patient } from '../../../core/retry';
import { read } from '../../../transport/supabase/answers';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { workspaceField } from '../../shared/workspaceField';
import { systemClock } from '../../shared/systemClock';
import { operation, textOf } from '../operation';
import { statusSentence } from '../statusSentence';

interface Input extends Record<string, unknown> {
	workspaceId: string;
}

const answerSchema = z
	.object({ now: z.string(), workspaces: z.array(z.record(z.unknown())) })
	.passthrough();

export const getStatus = operation<Input>({
	resource: 'workspace',
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the status of a workspace',
		description: 'Whether it runs, how far it is, what the last runs did and how many rows fail',
	},
	needsServiceTitan: false,
	fields: [
		{
			...workspaceField,
			description: 'Whose status to read. Empty: that of all workspaces, one item each.',
		},
	],

	input: (context, index) => ({ workspaceId: textOf(context, 'workspaceId', index) }),

	async run(context, { workspaceId }) {
		const call = await connectSupabase(context, systemClock, patient);
		const answer = await call('servicetitan_get_status', { p_workspace_id: workspaceId || null });
		const { now, workspaces } = read(answerSchema, answer);
		return workspaces.map(
			(state) => ({ message: statusSentence(state), ...state, now }) as unknown as IDataObject,
		);
	},
});
