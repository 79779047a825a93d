import { isObject, textOf, type JsonObject } from './json';
import type { StateRow } from './tables';

/** What a start asks for, and whether it may have it. */
export interface Claim {
	runId: string;
	mode: string;
	source: string;
	consumer: JsonObject | null;
	tenantId: string | null;
	environment: string | null;
	/** Of an initial run: although the initial sync is complete. */
	again: boolean;
}

export const claimOf = (args: JsonObject): Claim => ({
	runId: String(args.p_run_id),
	mode: String(args.p_mode),
	source: String(args.p_source),
	consumer: isObject(args.p_consumer) ? args.p_consumer : null,
	tenantId: textOf(args.p_tenant_id),
	environment: textOf(args.p_environment),
	again: args.p_again === true,
});

/** Why a run may not start, whoever holds the workspace. */
export function refuseStart(state: StateRow, claim: Claim): JsonObject | undefined {
	const { workspace_id, tenant_id, environment, consumer } = state;
	const foreign =
		(tenant_id !== null && tenant_id !== claim.tenantId) ||
		(environment !== null && environment !== claim.environment);
	if (foreign) return { outcome: 'other_tenant', workspace_id, tenant_id, environment };
	if (state.sync_enabled === false)
		return { outcome: 'disabled', workspace_id, since: state.updated_at };
	const taken =
		consumer !== null &&
		['workflowId', 'nodeId'].some((key) => textOf(consumer[key]) !== textOf(claim.consumer?.[key]));
	if (claim.source === 'trigger' && taken)
		return { outcome: 'other_consumer', workspace_id, consumer };
	return undefined;
}

/** Nothing is left to do for an initial sync. */
export const isDone = (state: StateRow, { mode, again }: Claim): boolean =>
	mode === 'initial' && state.initial_sync_completed === true && state.backfill === null && !again;
