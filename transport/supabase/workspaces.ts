import { z } from 'zod';

import { instant } from '../../core/instant';
import { read } from './answers';
import type { CallFunction } from './connectSupabase';

const workspace = z
	.object({
		workspace_id: z.string(),
		tenant_id: z.string().nullish(),
		environment: z.string().nullish(),
		timezone: z.string().nullish(),
		business_hours: z.unknown(),
		sync_enabled: z.boolean().nullish(),
		initial_sync_completed: z.boolean().nullish(),
		last_modified_cursor: instant.nullish().catch(null),
	})
	.passthrough();

export type Workspace = z.output<typeof workspace>;

export interface SetUp {
	workspaceId: string;
	tenantId: string;
	environment: string;
	timezone?: string;
	businessHours?: object;
	/** The id of the workflow that runs it when its turn comes. */
	runByWorkflow?: string;
}

/** The workspaces the database knows, and setting one up. */
export const workspacesOf = (call: CallFunction) => ({
	async list(): Promise<Workspace[]> {
		const answer = await call('servicetitan_list_workspaces', {});
		return read(z.object({ workspaces: z.array(workspace) }), answer).workspaces;
	},

	/** Idempotent: what is not given stays as it is. */
	async setUp(request: SetUp): Promise<{ outcome: string; workspace: Workspace }> {
		const answer = await call('servicetitan_set_up_workspace', {
			p_workspace_id: request.workspaceId,
			p_tenant_id: request.tenantId,
			p_environment: request.environment,
			p_timezone: request.timezone ?? null,
			p_business_hours: request.businessHours ?? null,
			p_run_by_workflow: request.runByWorkflow ?? null,
		});
		return read(z.object({ outcome: z.string(), workspace }), answer);
	},

	/** The newest migration that was applied. */
	async schemaVersion(): Promise<string> {
		const answer = await call('servicetitan_schema_version', {});
		return read(z.object({ version: z.string() }).passthrough(), answer).version;
	},
});
