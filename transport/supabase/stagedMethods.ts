import { z } from 'zod';

import {
	listedContactMethod,
	type CustomersContactMethod,
} from '../../core/servicetitan/contactMethod';
import type { StagedMethods } from '../../sync/ports';
import { read } from './answers';
import type { CallFunction } from './connectSupabase';

const done = z.object({ outcome: z.literal('ok') });
const staged = z.object({ methods: z.array(listedContactMethod) });
const cleared = z.object({ cleared: z.coerce.number() });

/** Contact methods that wait in the database for their customers. */
export const stagedMethodsOf = (call: CallFunction): StagedMethods => ({
	async stage({ workspaceId, runId }, methods, { backfill, progress }) {
		const answer = await call('servicetitan_stage_methods', {
			p_workspace_id: workspaceId,
			p_run_id: runId,
			p_methods: methods.map(asStaged),
			p_backfill: backfill ?? null,
			p_progress: progress ?? null,
		});
		read(done, answer);
	},

	async of({ workspaceId }, customerIds) {
		const answer = await call('servicetitan_staged_methods', {
			p_workspace_id: workspaceId,
			p_customer_ids: customerIds,
		});
		return read(staged, answer).methods;
	},

	async clear(workspaceId) {
		for (let more = true; more; ) {
			const answer = await call('servicetitan_clear_staged', { p_workspace_id: workspaceId });
			more = read(cleared, answer).cleared > 0;
		}
	},
});

/** What a contact is made from, and nothing else: there may be millions. One that is odd is kept as it was sent. */
function asStaged(method: CustomersContactMethod): object {
	if (method.unreadable)
		return { ...method.unreadable.asSent, id: method.id, customerId: method.customerId };
	const { id, customerId, type, value, phoneSettings, modifiedOn, active } = method;
	return { id, customerId, type, value, phoneSettings, modifiedOn, active };
}
