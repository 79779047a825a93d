import { newestRuns, type Database } from './database';
import { emptyAsNull, textOf, trimmed, type JsonObject } from './json';
import { later } from './moments';
import { runJson, unknownWorkspace } from './runAnswers';
import { abandonRun } from './takeOver';
import type { RunRow, StateRow } from './tables';

/** Ends that are no success: a failure, and a person who sets things free. */

/** servicetitan_fail_run: by its id, or the open run that the workflow's trigger has handed out, no younger than so many seconds. */
export function failRun(database: Database, args: JsonObject): JsonObject {
	const run = meantRun(database, args);
	if (!run) return { outcome: 'nothing_open' };
	if (run.status !== 'running') return { outcome: 'already_closed', status: run.status };
	const failure = inWords(args.p_failure) ?? 'The run failed without saying why.';
	abandonRun(database, run.run_id, { kind: textOf(args.p_kind) ?? 'unavailable', failure });
	const state = database.tables.state.get(run.workspace_id);
	if (state?.run_id === run.run_id) {
		setFree(state, { sync_status: 'failed', last_error: failure, last_run_id: run.run_id });
		state.updated_at = database.now;
	}
	return { outcome: 'failed', run: runJson(run) };
}

function meantRun(database: Database, args: JsonObject): RunRow | undefined {
	const workspaceId = emptyAsNull(textOf(args.p_workspace_id));
	const runId = textOf(args.p_run_id);
	const workflowId = textOf(args.p_workflow_id);
	const nodeName = emptyAsNull(textOf(args.p_node_name));
	const startedBy = later(database.now, -1000 * Number(args.p_age_seconds ?? 0));
	const [run] = newestRuns(database, (candidate) => {
		if (workspaceId !== null && candidate.workspace_id !== workspaceId) return false;
		if (runId !== null) return candidate.run_id === runId;
		return (
			candidate.status === 'running' &&
			candidate.source === 'trigger' &&
			(nodeName === null || textOf(candidate.consumer?.nodeName) === nodeName) &&
			workflowId !== null &&
			textOf(candidate.consumer?.workflowId) === workflowId &&
			candidate.started_at <= startedBy
		);
	});
	return run;
}

const inWords = (given: unknown): string | null => emptyAsNull(trimmed(textOf(given) ?? ''));

/** servicetitan_release_run */
export function releaseRun(database: Database, args: JsonObject): JsonObject {
	const workspaceId = textOf(args.p_workspace_id);
	const state = database.tables.state.get(workspaceId ?? '');
	if (!state) return unknownWorkspace(workspaceId);
	const failure = `Released by a person: ${inWords(args.p_reason) ?? 'no reason given'}`;
	const clear = args.p_take_over === true && state.consumer !== null;
	const run = abandonRun(database, state.run_id, { kind: 'interrupted', failure });
	const held = state.run_id !== null || state.sync_status === 'running';
	setFree(state, {
		sync_status: held ? 'idle' : state.sync_status,
		last_error: run ? failure : state.last_error,
		last_run_id: run?.run_id ?? state.last_run_id,
	});
	if (clear) state.consumer = null;
	state.updated_at = database.now;
	return {
		outcome: 'released',
		workspace_id: workspaceId,
		run: run ? runJson(run) : null,
		consumer_cleared: clear,
	};
}

function setFree(
	state: StateRow,
	how: Pick<StateRow, 'sync_status' | 'last_error' | 'last_run_id'>,
): void {
	Object.assign(state, { run_id: null, run_started_at: null, lease_expires_at: null, ...how });
}
