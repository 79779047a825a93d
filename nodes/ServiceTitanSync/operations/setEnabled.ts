import { z } from 'zod';

import { patient } from '../../../core/retry';
import { sentenceOfSwitch } from '../../../core/sync/switching';
import { read } from '../../../transport/supabase/answers';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { systemClock } from '../../shared/systemClock';
import { workspaceFieldFor } from '../../shared/workspaceField';
import { flagOf, operation, textOf } from '../operation';
import { showWorkspace } from '../readState';
import { workspaceOf } from '../workspaceOf';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	enabled: boolean;
}

const answerSchema = z.object({ outcome: z.string(), sync_enabled: z.boolean() }).passthrough();

export const setEnabled = operation<Input>({
	resource: 'workspace',
	option: {
		name: 'Set Enabled',
		value: 'setEnabled',
		action: 'Switch the sync of a workspace on or off',
		description:
			'Pause the sync of a workspace, or let it go on: nothing is lost meanwhile, it catches up',
	},
	needsServiceTitan: false,
	onlyForPeople: true,
	fields: [
		workspaceFieldFor({
			empty: 'The only workspace there is',
			description: 'Whose sync to switch. Empty: the only workspace there is.',
		}),
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether runs may start; one that is going on comes to its end in any case',
		},
	],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		enabled: flagOf(context, 'enabled', index, true),
	}),

	async run(context, { workspaceId: named, enabled: wanted }) {
		const call = await connectSupabase(context, systemClock, patient);
		const workspaceId = await workspaceOf(call, named);
		// Before, so that whatever fails leaves nothing switched that nobody hears of.
		const shown = await showWorkspace(call, workspaceId);
		const answer = await call('servicetitan_set_enabled', {
			p_workspace_id: workspaceId,
			p_enabled: wanted,
		});
		const { outcome, sync_enabled: enabled } = read(answerSchema, answer);
		const changed = outcome === 'updated';
		const message = sentenceOfSwitch({
			enabled,
			changed,
			cursor: shown.last_modified_cursor ?? null,
			initialSyncCompleted: shown.initial_sync_completed === true,
			running: Boolean(shown.run),
		});
		return [{ workspaceId, enabled, changed, message }];
	},
});
