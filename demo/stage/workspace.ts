import type { Sql } from 'postgres';

/** The sync's workspace in the demo, and the tenant it belongs to. */
export interface WorkspaceSetup {
	workspaceId: string;
	tenantId: string;
	timezone: string;
}

export interface Api {
	url: string;
	secretKey: string;
}

/** Sets the workspace up by the product's own function; done again it changes nothing. */
export async function setUpWorkspace(api: Api, setup: WorkspaceSetup): Promise<void> {
	await callFunction(api, 'servicetitan_set_up_workspace', {
		p_workspace_id: setup.workspaceId,
		p_tenant_id: setup.tenantId,
		p_environment: 'custom',
		p_timezone: setup.timezone,
	});
}

/**
 * Ends the run in whose middle the last start was ended, as Release Run does; left alone it would give its lease up
 * within ten minutes. The workflow is laid anew at each start, and takes the workspace over.
 */
export async function releaseRun(api: Api, workspaceId: string): Promise<void> {
	await callFunction(api, 'servicetitan_release_run', {
		p_workspace_id: workspaceId,
		p_reason: 'The demo was ended in the middle of it.',
		p_take_over: true,
	});
}

/** A run as a Trigger begins it, which then hears nothing more. */
export interface BegunRun {
	workspaceId: string;
	tenantId: string;
	runId: string;
	consumer: Record<'workflowId' | 'workflowName' | 'nodeId' | 'nodeName', string>;
}

export async function startRun(api: Api, run: BegunRun): Promise<void> {
	await callFunction(api, 'servicetitan_start_run', {
		p_workspace_id: run.workspaceId,
		p_run_id: run.runId,
		p_mode: 'incremental',
		p_source: 'trigger',
		p_consumer: run.consumer,
		p_tenant_id: run.tenantId,
		p_environment: 'custom',
	});
}

const cameOut = ['created', 'updated', 'unchanged', 'started', 'released'];

/** @throws with the function's answer when it refuses */
async function callFunction({ url, secretKey }: Api, name: string, named: object): Promise<void> {
	const response = await fetch(`${url}/rest/v1/rpc/${name}`, {
		method: 'POST',
		headers: { apikey: secretKey, 'content-type': 'application/json' },
		body: JSON.stringify(named),
	});
	const answer = await response.text();
	const { outcome } = JSON.parse(answer) as { outcome?: string };
	if (!response.ok || !cameOut.includes(outcome ?? ''))
		throw new Error(`${name} did not come out. Supabase answered ${response.status}: ${answer}`);
}

/**
 * The simulated ServiceTitan numbers its export's changes anew at each start, so a place kept from the last one means
 * nothing to it; without one the sync reads from its cursor, as after any lost token. The real one keeps its tokens.
 */
export const forgetExportPlace = (sql: Sql): Promise<unknown> =>
	sql`update servicetitan_sync_state set contact_token = null, read_window = null`;
