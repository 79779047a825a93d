import { runOf, type Database } from './database';
import type { JsonObject } from './json';
import type { RunRow, StateRow } from './tables';

/** How runs appear in answers. */

export function runJson(run: RunRow): JsonObject {
	const { consumer, heartbeat_at, commit, result, taken_over_by, ...shown } = run;
	return shown;
}

/** Who holds the workspace, or null. */
export function holder(database: Database, state: StateRow): JsonObject | null {
	if (state.run_id === null) return null;
	const run = runOf(database, state.run_id);
	return {
		run_id: state.run_id,
		mode: run?.mode ?? null,
		source: run?.source ?? null,
		consumer: run?.consumer ?? null,
		started_at: state.run_started_at,
		lease_expires_at: state.lease_expires_at,
		progress: run?.progress ?? null,
	};
}

export const unknownWorkspace = (workspaceId: string | null): JsonObject => ({
	outcome: 'unknown_workspace',
	workspace_id: workspaceId,
});

/** The answer to a run that is not the current one: what became of it. */
export function notCurrent(database: Database, state: StateRow, runId: string): JsonObject {
	const found = runOf(database, runId);
	const run = found?.workspace_id === state.workspace_id ? found : undefined;
	return {
		outcome: 'not_current',
		run_id: runId,
		status: run?.status ?? null,
		closed_by: closedBy(run),
		reason: reasonOf(run),
		holder: holder(database, state),
	};
}

function closedBy(run: RunRow | undefined): string {
	if (!run) return 'unknown';
	if (run.taken_over_by !== null) return 'taken_over';
	if (run.status === 'running' || run.failure?.startsWith('Released by a person:'))
		return 'released';
	return run.status === 'failed' ? 'failed' : 'finished';
}

function reasonOf(run: RunRow | undefined): string {
	if (!run) return 'This workspace has no such run.';
	if (run.status === 'running') return 'It was released by hand in servicetitan_sync_state.';
	return run.status === 'failed' ? (run.failure ?? 'The run has failed.') : 'The run is finished.';
}
