import { blankState } from './blankRows';
import { showCursor } from './cursor';
import type { Database } from './database';
import { emptyAsNull, isObject, isSame, textOf, trimmed, type JsonObject } from './json';
import { unknownWorkspace } from './runAnswers';
import type { StateRow } from './tables';

/** Setting up a workspace, finding it, pausing it. */

/** {outcome: 'found', workspace_id}, the workspace named or the one of the tenant, or a refusal. */
export function findWorkspace({ tables }: Database, args: JsonObject): JsonObject {
	const named = emptyAsNull(textOf(args.p_workspace_id));
	if (named !== null) return { outcome: 'found', workspace_id: named };
	const { p_tenant_id: tenant_id = null, p_environment: environment = null } = args;
	const ours = [...tables.state.values()]
		.filter(
			(state) =>
				state.tenant_id !== null &&
				state.tenant_id === tenant_id &&
				state.environment !== null &&
				state.environment === environment,
		)
		.map(({ workspace_id }) => workspace_id)
		.sort();
	if (ours.length === 0) return { ...unknownWorkspace(null), tenant_id, environment };
	if (ours.length > 1) return { outcome: 'ambiguous_workspace', workspaces: ours };
	return { outcome: 'found', workspace_id: ours[0] };
}

export const workspaceJson = (state: StateRow): JsonObject => ({
	workspace_id: state.workspace_id,
	tenant_id: state.tenant_id,
	environment: state.environment,
	timezone: state.timezone,
	business_hours: state.business_hours,
	sync_enabled: state.sync_enabled ?? true,
	initial_sync_completed: state.initial_sync_completed ?? false,
});

/** servicetitan_set_up_workspace: what is not given stays as it is. */
export function setUpWorkspace(database: Database, args: JsonObject): JsonObject {
	const { tables, now } = database;
	const workspaceId = emptyAsNull(textOf(args.p_workspace_id));
	if (workspaceId === null) return unknownWorkspace(textOf(args.p_workspace_id));
	const known = tables.state.get(workspaceId);
	const state = known ?? {
		...blankState,
		workspace_id: workspaceId,
		created_at: now,
		updated_at: now,
	};
	tables.state.set(workspaceId, state);
	const tenantId = emptyAsNull(textOf(args.p_tenant_id));
	const environment = emptyAsNull(textOf(args.p_environment));
	if (differs(state.tenant_id, tenantId) || differs(state.environment, environment)) {
		return {
			outcome: 'other_tenant',
			tenant_id: state.tenant_id,
			environment: state.environment,
		};
	}
	const before = workspaceJson(state);
	state.tenant_id = tenantId ?? state.tenant_id;
	state.environment = environment ?? state.environment;
	state.timezone = emptyAsNull(textOf(args.p_timezone)) ?? state.timezone;
	if (isObject(args.p_business_hours)) state.business_hours = args.p_business_hours;
	const runByWorkflow = emptyAsNull(trimmed(textOf(args.p_run_by_workflow) ?? ''));
	const changed =
		!isSame(before, workspaceJson(state)) ||
		(runByWorkflow !== null && runByWorkflow !== state.run_by_workflow);
	state.run_by_workflow = runByWorkflow ?? state.run_by_workflow;
	if (changed) state.updated_at = now;
	return {
		outcome: known ? (changed ? 'updated' : 'unchanged') : 'created',
		workspace: {
			...workspaceJson(state),
			last_modified_cursor: showCursor(state),
			run_by_workflow: state.run_by_workflow,
		},
	};
}

const differs = (stored: string | null, given: string | null): boolean =>
	stored !== null && given !== null && stored !== given;

/** servicetitan_list_workspaces */
export const listWorkspaces = ({ tables }: Database): JsonObject => ({
	workspaces: [...tables.state.values()]
		.sort((a, b) => (a.workspace_id < b.workspace_id ? -1 : 1))
		.map(workspaceJson),
});

/** servicetitan_set_enabled */
export function setEnabled({ tables, now }: Database, args: JsonObject): JsonObject {
	const workspaceId = textOf(args.p_workspace_id) ?? '';
	const state = tables.state.get(workspaceId);
	if (!state) return unknownWorkspace(textOf(args.p_workspace_id));
	const before = state.sync_enabled ?? true;
	const enabled = typeof args.p_enabled === 'boolean' ? args.p_enabled : null;
	const changed = enabled !== null && enabled !== before;
	if (changed) Object.assign(state, { sync_enabled: enabled, updated_at: now });
	return {
		outcome: changed ? 'updated' : 'unchanged',
		workspace_id: workspaceId,
		sync_enabled: enabled ?? before,
	};
}
