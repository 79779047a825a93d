import type { Sql } from 'postgres';

/** The sync's workspace in the demo, and the tenant it belongs to. */
export interface WorkspaceSetup {
	workspaceId: string;
	tenantId: string;
	timezone: string;
}

/**
 * Sets the workspace up as the product does it, by its own function; done again it changes nothing.
 * @throws with the function's answer when it refuses
 */
export async function setUpWorkspace(
	{ url, secretKey }: { url: string; secretKey: string },
	{ workspaceId, tenantId, timezone }: WorkspaceSetup,
): Promise<void> {
	const response = await fetch(`${url}/rest/v1/rpc/servicetitan_set_up_workspace`, {
		method: 'POST',
		headers: { apikey: secretKey, 'content-type': 'application/json' },
		body: JSON.stringify({
			p_workspace_id: workspaceId,
			p_tenant_id: tenantId,
			p_environment: 'custom',
			p_timezone: timezone,
		}),
	});
	const answer = await response.text();
	const { outcome } = JSON.parse(answer) as { outcome?: string };
	if (!response.ok || !['created', 'updated', 'unchanged'].includes(outcome ?? ''))
		throw new Error(
			`The workspace could not be set up. Supabase answered ${response.status}: ${answer}`,
		);
}

/**
 * The simulated ServiceTitan numbers its export's changes anew at each start, so a place kept from the last one means
 * nothing to it; without one the sync reads from its cursor, as after any lost token. The real one keeps its tokens.
 */
export const forgetExportPlace = (sql: Sql): Promise<unknown> =>
	sql`update servicetitan_sync_state set contact_token = null, read_window = null`;
