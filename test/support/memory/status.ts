import { showCursor } from './cursor';
import { newestRuns, type Database } from './database';
import { emptyAsNull, textOf, type JsonObject } from './json';
import { holder, runJson, unknownWorkspace } from './runAnswers';
import { openFailures } from './startedAnswer';
import type { StateRow } from './tables';
import { workspaceJson } from './workspaces';

/** servicetitan_get_status */
export function getStatus(database: Database, args: JsonObject): JsonObject {
	const { tables, now } = database;
	const workspaceId = emptyAsNull(textOf(args.p_workspace_id));
	if (workspaceId !== null && !tables.state.has(workspaceId)) return unknownWorkspace(workspaceId);
	const states = [...tables.state.values()]
		.filter(({ workspace_id }) => workspaceId === null || workspace_id === workspaceId)
		.sort((a, b) => (a.workspace_id < b.workspace_id ? -1 : 1));
	return {
		now,
		schema_version: 'memory',
		workspaces: states.map((state) => statusJson(database, state)),
	};
}

function statusJson(database: Database, state: StateRow): JsonObject {
	const { committed_cursor, contact_token, initial_contact_token, backfill, ...shown } = state;
	const ours = (row: { workspace_id: string }) => row.workspace_id === state.workspace_id;
	const { lease_expires_at: lease } = state;
	return {
		...shown,
		...workspaceJson(state),
		last_modified_cursor: showCursor(state),
		lease_expired: state.run_id !== null && (lease === null || lease <= database.now),
		run: holder(database, state),
		last_runs: newestRuns(database, ours).slice(0, 10).map(runJson),
		failing: openFailures(database, state.workspace_id).length,
		contacts: database.tables.contacts.filter(ours).length,
	};
}
