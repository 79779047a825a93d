import { applyCommit } from './applyCommit';
import { isCurrent, runOf, unacknowledged, type Database } from './database';
import { isObject, textOf, type JsonObject } from './json';
import { later } from './moments';
import { notCurrent, runJson, unknownWorkspace } from './runAnswers';
import { byFirstFailure } from './startedAnswer';
import { clearStaged } from './staging';
import type { RunRow, StateRow } from './tables';

/** Answers of batches, and customers that were left out, are kept for so long. */
const TWO_DAYS_MS = 2 * 24 * 3_600_000;
/** Contact methods of an initial sync that is over are forgotten by each run, at most so many. */
const MOST_CLEARED = 10_000;

/** servicetitan_finish_run: a run's good end. */
export function finishRun(database: Database, args: JsonObject): JsonObject {
	const runId = String(args.p_run_id);
	const state = database.tables.state.get(textOf(args.p_workspace_id) ?? '');
	if (!state) return unknownWorkspace(textOf(args.p_workspace_id));
	const run = runOf(database, runId);
	const ours = run?.workspace_id === state.workspace_id;
	if (ours && run.result && ['completed', 'completed_with_failures'].includes(run.status)) {
		return run.result;
	}
	if (!ours || !isCurrent(database, state, runId)) return notCurrent(database, state, runId);
	const missing = unacknowledged(database, runId);
	if (missing > 0 && args.p_when !== 'now') return { outcome: 'waiting', remaining: missing };
	const commit = isObject(args.p_commit) ? args.p_commit : run.commit;
	const applied = commit && applyCommit(database, { state, run }, commit);
	const fetched = typeof args.p_fetched === 'number' ? args.p_fetched : run.fetched;
	run.commit = commit;
	run.cursor_to = applied?.cursorTo ?? null;
	closeRun(database, run, { missing, fetched });
	tidyUp(database, state, runId);
	closeState(database, state, run);
	run.result = resultOf(database, { state, run }, applied?.movedByUser ?? false);
	return run.result;
}

function closeRun(
	database: Database,
	run: RunRow,
	{ missing, fetched }: { missing: number; fetched: number },
): void {
	// A row that failed first and was written when its batch came again has not failed.
	const failed = failuresOf(database, run).some(({ status }) => status === 'open');
	const leftOut = missing > 0 ? `${missing} customers were left out on purpose.` : null;
	const notes = [textOf(run.commit?.note), leftOut].filter((note) => note !== null);
	Object.assign(run, {
		status: failed ? 'completed_with_failures' : 'completed',
		failed: failed ? run.failed : 0,
		finished_at: database.now,
		heartbeat_at: database.now,
		fetched,
		skipped: run.skipped + missing,
		remaining: 0,
		note: notes.join(' ') || null,
	});
}

const failuresOf = ({ tables }: Database, { run_id, workspace_id }: RunRow) =>
	tables.failures.filter(
		(failure) => failure.run_id === run_id && failure.workspace_id === workspace_id,
	);

function tidyUp(database: Database, state: StateRow, runId: string): void {
	const { tables, now } = database;
	const oldest = later(now, -TWO_DAYS_MS);
	for (const run of tables.runs.values()) {
		if (run.workspace_id !== state.workspace_id) continue;
		if (run.finished_at !== null && run.finished_at < oldest) tables.handedOut.delete(run.run_id);
	}
	// Those that were left out stay known for a while: one that comes all the same is not lost.
	const handedOut = tables.handedOut.get(runId);
	for (const [crmId, { acknowledged_at }] of handedOut ?? []) {
		if (acknowledged_at !== null) handedOut?.delete(crmId);
	}
	clearStaged(database, { p_workspace_id: state.workspace_id, p_limit: MOST_CLEARED });
	for (const batch of tables.batches.values()) {
		if (batch.workspace_id === state.workspace_id && batch.created_at < oldest) {
			tables.batches.delete(batch.batch_id);
		}
	}
}

function closeState({ now }: Database, state: StateRow, run: RunRow): void {
	Object.assign(state, {
		run_id: null,
		run_started_at: null,
		lease_expires_at: null,
		sync_status: 'completed',
		last_error:
			run.failed > 0
				? `${run.failed} ${run.failed === 1 ? 'row' : 'rows'} could not be written: see servicetitan_sync_failures`
				: null,
		last_sync_created: run.created + run.linked,
		last_sync_updated: run.updated,
		last_sync_errors: run.failed,
		total_customers_synced: state.total_customers_synced + run.created + run.linked,
		last_run_id: run.run_id,
		last_success_at: now,
		updated_at: now,
	});
}

const resultOf = (
	database: Database,
	{ state, run }: { state: StateRow; run: RunRow },
	movedByUser: boolean,
): JsonObject => ({
	outcome: 'finished',
	run: { ...runJson(run), initial_sync_completed: state.initial_sync_completed ?? false },
	cursor_moved_by_user: movedByUser,
	failed_rows: failuresOf(database, run)
		.sort(byFirstFailure)
		.slice(0, 20)
		.map(({ crm_id, reason }) => ({ crm_id, reason })),
});
