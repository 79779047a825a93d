import { Refused } from '../../core/sync/refusal';
import type { CallFunction } from '../../transport/supabase/connectSupabase';
import { workspacesOf } from '../../transport/supabase/workspaces';

/**
 * The workspace an operation without ServiceTitan works on: the one that was named, or the only one there is.
 * @throws Refused `unknown_workspace` or `ambiguous_workspace`
 */
export async function workspaceOf(call: CallFunction, named: string): Promise<string> {
	if (named !== '') return named;
	const workspaces = (await workspacesOf(call).list()).map(({ workspace_id }) => workspace_id);
	const [only, ...others] = workspaces;
	if (only === undefined) throw new Refused('unknown_workspace');
	if (others.length > 0) throw new Refused('ambiguous_workspace', { workspaces });
	return only;
}
