import { z } from 'zod';

import { instant, type Instant } from '../../core/instant';
import type { Turn } from '../../core/sync/dueWorkspaces';
import { read } from './answers';
import type { CallFunction } from './connectSupabase';

const moment = instant.nullish().transform((at) => at ?? null);
const text = z
	.string()
	.nullish()
	.transform((given) => given ?? null);

const turn = z.object({
	workspace_id: z.string(),
	tenant_id: text,
	timezone: text,
	business_hours: z.unknown(),
	sync_enabled: z.boolean(),
	run_by_workflow: text,
	has_trigger: z.boolean(),
	busy: z.boolean(),
	last_started_at: moment,
	last_status: text,
	dispatched_at: text,
});

const list = z.object({ now: z.string(), workspaces: z.array(turn) });
const taken = z.object({ taken: z.array(z.string()) });

type Row = z.output<typeof turn>;

/** What the database knows of whose turn it is, as it was when it was asked. */
export interface Listed {
	now: Instant;
	turns: Turn[];
	/**
	 * Notes that these are given to their workflows: the first `limit` that nobody took meanwhile.
	 * @param ids  of workspaces in this list, in the order in which they are wanted
	 * @returns the ids of those taken, in no order
	 */
	take(wanted: { ids: string[]; limit: number; dispatchId: string }): Promise<string[]>;
}

/** @throws RequestFailed where the database cannot be had, or answers in a form of another version */
export async function listTurns(call: CallFunction): Promise<Listed> {
	const { now, workspaces } = read(list, await call('servicetitan_list_turns', {}));
	const rows = new Map(workspaces.map((row) => [row.workspace_id, row]));
	return {
		now: instant.parse(now),
		turns: workspaces.map(turnOf),
		async take({ ids, limit, dispatchId }) {
			const answer = await call('servicetitan_take_turns', {
				// The moment goes back as it came: whoever took the workspace since has left another one there.
				p_workspaces: ids.map((workspace_id) => ({
					workspace_id,
					dispatched_at: rows.get(workspace_id)?.dispatched_at ?? null,
				})),
				p_dispatch_id: dispatchId,
				p_limit: limit,
			});
			return read(taken, answer).taken;
		},
	};
}

const turnOf = (row: Row): Turn => ({
	workspaceId: row.workspace_id,
	tenantId: row.tenant_id,
	workflowId: row.run_by_workflow,
	hasTrigger: row.has_trigger,
	enabled: row.sync_enabled,
	busy: row.busy,
	timezone: row.timezone,
	businessHours: row.business_hours ?? null,
	lastStartedAt: row.last_started_at,
	lastStatus: row.last_status,
	dispatchedAt: row.dispatched_at === null ? null : instant.parse(row.dispatched_at),
});
