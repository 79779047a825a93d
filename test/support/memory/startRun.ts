import { beginBackfill } from './backfill';
import { blankRun } from './blankRows';
import { claimOf, isDone, refuseStart, type Claim } from './claim';
import { forgetReading, readCursor } from './cursor';
import { isCurrent, newestRuns, runOf, type Database } from './database';
import type { JsonObject } from './json';
import { later, momentCut, type Moment } from './moments';
import { holder, notCurrent, unknownWorkspace } from './runAnswers';
import { startedAnswer } from './startedAnswer';
import { takeOver } from './takeOver';
import type { RunRow, StateRow } from './tables';
import { findWorkspace } from './workspaces';

const MINUTE_MS = 60_000;
/** The longest lease: a day. */
const MOST_MINUTES = 1440;

/** servicetitan_start_run: claims a workspace for one run, and takes over from a run that died. */
export function startRun(database: Database, args: JsonObject): JsonObject {
	const found = findWorkspace(database, args);
	if (found.outcome !== 'found') return found;
	const state = database.tables.state.get(String(found.workspace_id));
	if (!state) return unknownWorkspace(String(found.workspace_id));
	const claim = claimOf(args);
	const refusal = refuseStart(state, claim);
	if (refusal) return refusal;
	if (isCurrent(database, state, claim.runId)) return startedAnswer(database, state, claim.runId);
	if (runOf(database, claim.runId)) return notCurrent(database, state, claim.runId);
	if (isHeld(database, state)) {
		const { workspace_id } = state;
		return { outcome: 'running', workspace_id, holder: holder(database, state) };
	}
	if (isDone(state, claim)) {
		return { outcome: 'initial_sync_done', workspace_id: state.workspace_id };
	}
	const cursor = readCursor(state);
	if (cursor === 'unreadable') {
		const { workspace_id, last_modified_cursor } = state;
		return { outcome: 'cursor_unreadable', workspace_id, cursor: last_modified_cursor };
	}
	const asked = Math.min(Math.max(Number(args.p_lease_minutes ?? 10), 1), MOST_MINUTES);
	const lease = closeFormerRun(database, state, { runId: claim.runId, asked });
	heedMovedCursor(database, state, cursor);
	claimWorkspace(database, state, { claim, cursor, lease });
	return startedAnswer(database, state, claim.runId);
}

const isHeld = ({ now }: Database, state: StateRow): boolean =>
	state.run_id !== null &&
	state.sync_status === 'running' &&
	state.lease_expires_at !== null &&
	state.lease_expires_at > now;

/** @returns the lease of the new run */
function closeFormerRun(
	database: Database,
	state: StateRow,
	{ runId, asked }: { runId: string; asked: number },
): number {
	const open = newestRuns(
		database,
		({ workspace_id, status }) => workspace_id === state.workspace_id && status === 'running',
	);
	// Where somebody emptied run_id by hand, the run that stood there still waits to be closed.
	const former = state.run_id ?? open[0]?.run_id;
	return former === undefined ? asked : takeOver(database, state, { former, runId, asked });
}

function heedMovedCursor(database: Database, state: StateRow, cursor: Moment | null): void {
	const { committed_cursor: committed } = state;
	if (committed === null || committed === (cursor ?? 'none')) return;
	const before = committed === 'none' ? null : momentCut(committed);
	forgetReading(database, state, cursor !== null && before !== null && cursor < before);
}

function claimWorkspace(
	{ tables, now }: Database,
	state: StateRow,
	{ claim, cursor, lease }: { claim: Claim; cursor: Moment | null; lease: number },
): void {
	tables.runs.set(claim.runId, newRun(state, { claim, cursor, now }));
	if (claim.mode === 'initial') beginBackfill(state);
	Object.assign(state, {
		sync_status: 'running',
		run_id: claim.runId,
		run_started_at: now,
		lease_minutes: lease,
		lease_expires_at: later(now, lease * MINUTE_MS),
		updated_at: now,
		consumer: claim.source === 'trigger' ? (claim.consumer ?? state.consumer) : state.consumer,
		tenant_id: state.tenant_id ?? claim.tenantId,
		environment: state.environment ?? claim.environment,
		committed_cursor: cursor ?? 'none',
	});
}

const newRun = (
	{ workspace_id }: StateRow,
	{ claim, cursor, now }: { claim: Claim; cursor: Moment | null; now: Moment },
): RunRow => ({
	...blankRun,
	run_id: claim.runId,
	workspace_id,
	mode: claim.mode,
	source: claim.source,
	consumer: claim.consumer,
	started_at: now,
	heartbeat_at: now,
	cursor_from: cursor,
});
