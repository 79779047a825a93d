import type { CallFunction } from '../../transport/supabase/connectSupabase';
import { workspacesOf, type Workspace } from '../../transport/supabase/workspaces';

/** The workspace with this id or, without one, that of the credential's tenant; `undefined` where there is none. */
export async function findWorkspace(
	call: CallFunction,
	wanted: { workspaceId: string; tenantId: string; environment: string },
): Promise<Workspace | undefined> {
	const { workspaceId, tenantId, environment } = wanted;
	const workspaces = await workspacesOf(call).list();
	return workspaces.find((known) =>
		workspaceId === ''
			? known.tenant_id === tenantId && known.environment === environment
			: known.workspace_id === workspaceId,
	);
}
