import { z } from 'zod';

import { instant, parseInstant, type Instant } from '../../core/instant';
import { Refused } from '../../core/sync/refusal';
import { holder } from '../../core/sync/run';
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
		run: holder.nullish(),
	})
	.passthrough();

const status = z.object({ now: instant, workspaces: z.array(state) }).passthrough();

/** What the database shows of a workspace; the cursor is still as it is kept there. */
export type Shown = z.output<typeof state>;

export interface Wanted {
	/** Empty: the workspace of this tenant. */
	workspaceId: string;
	tenantId: string;
	environment: string;
}

/**
 * The workspace of a tenant, without claiming it.
 * @throws Refused as starting a run would
 */
export async function showFor(
	call: CallFunction,
	{ workspaceId, tenantId, environment }: Wanted,
): Promise<{ now: Instant; shown: Shown }> {
	const { now, workspaces } = await show(call, workspaceId);
	const ours = workspaces.filter(({ tenant_id }) => workspaceId !== '' || tenant_id === tenantId);
	const [shown, ...others] = ours;
	if (!shown) throw new Refused('unknown_workspace', { workspace_id: workspaceId });
	if (others.length > 0) {
		throw new Refused('ambiguous_workspace', {
			workspaces: ours.map(({ workspace_id }) => workspace_id),
		});
	}
	const belongs =
		(shown.tenant_id ?? tenantId) === tenantId &&
		(shown.environment ?? environment) === environment;
	if (!belongs) throw new Refused('other_tenant', shown);
	return { now, shown };
}

/** @throws Refused `unknown_workspace` */
export async function showWorkspace(call: CallFunction, workspaceId: string): Promise<Shown> {
	const [shown] = (await show(call, workspaceId)).workspaces;
	if (!shown) throw new Refused('unknown_workspace', { workspace_id: workspaceId });
	return shown;
}

const show = async (call: CallFunction, workspaceId: string): Promise<z.output<typeof status>> =>
	read(status, await call('servicetitan_get_status', { p_workspace_id: workspaceId || null }));

/**
 * How far a workspace is, as a run would find it.
 * @throws Refused as starting a run would
 */
export async function readState(call: CallFunction, wanted: Wanted): Promise<WorkspaceState> {
	const { now, shown } = await showFor(call, wanted);
	return {
		workspaceId: shown.workspace_id,
		cursor: cursorOf(shown.last_modified_cursor),
		initialSyncCompleted: shown.initial_sync_completed === true,
		contactToken: shown.contact_token ?? null,
		window: shown.read_window,
		now,
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
export const openRunOf = async (
	call: CallFunction,
	workspaceId: string,
): Promise<string | undefined> => (await showWorkspace(call, workspaceId)).run?.run_id;
