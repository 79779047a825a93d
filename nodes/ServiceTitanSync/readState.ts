import { z } from 'zod';

import { instant, parseInstant, type Instant } from '../../core/instant';
import { Refused } from '../../core/sync/refusal';
import type { WorkspaceState } from '../../sync/tryIncremental';
import { read } from '../../transport/supabase/answers';
import type { CallFunction } from '../../transport/supabase/connectSupabase';

const state = z
	.object({
		workspace_id: z.string(),
		tenant_id: z.string().nullish(),
		environment: z.string().nullish(),
		last_modified_cursor: z.string().nullish(),
		initial_sync_completed: z.boolean().nullish(),
		contact_token: z.string().nullish(),
		read_window: z.unknown(),
		run: z.object({ run_id: z.string() }).passthrough().nullish(),
	})
	.passthrough();

const status = z.object({ now: instant, workspaces: z.array(state) }).passthrough();

/**
 * How far a workspace is, without claiming it.
 * @throws Refused as starting a run would
 */
export async function readState(
	call: CallFunction,
	wanted: { workspaceId: string; tenantId: string; environment: string },
): Promise<WorkspaceState> {
	const { workspaceId, tenantId, environment } = wanted;
	const answer = read(
		status,
		await call('servicetitan_get_status', { p_workspace_id: workspaceId || null }),
	);
	const ours = answer.workspaces.filter(
		({ tenant_id }) => workspaceId !== '' || tenant_id === tenantId,
	);
	const [found, ...others] = ours;
	if (!found) throw new Refused('unknown_workspace', { workspace_id: workspaceId });
	if (others.length > 0) {
		throw new Refused('ambiguous_workspace', {
			workspaces: ours.map(({ workspace_id }) => workspace_id),
		});
	}
	const belongs =
		(found.tenant_id ?? tenantId) === tenantId &&
		(found.environment ?? environment) === environment;
	if (!belongs) throw new Refused('other_tenant', found);
	return {
		workspaceId: found.workspace_id,
		cursor: cursorOf(found.last_modified_cursor),
		initialSyncCompleted: found.initial_sync_completed === true,
		contactToken: found.contact_token ?? null,
		window: found.read_window,
		now: answer.now,
	};
}

/** @throws Refused where the column holds text that is no date and time */
function cursorOf(text: string | null | undefined): Instant | null {
	if (text === null || text === undefined) return null;
	const cursor = parseInstant(text);
	if (cursor) return cursor;
	throw new Refused('cursor_unreadable', { cursor: text });
}

/** @returns the id of the run that is open, or `undefined` */
export async function openRunOf(
	call: CallFunction,
	workspaceId: string,
): Promise<string | undefined> {
	const answer = await call('servicetitan_get_status', { p_workspace_id: workspaceId });
	return read(status, answer).workspaces[0]?.run?.run_id;
}
