import { isCurrent, runOf, type Database } from './database';
import { arrayOrEmpty, isObject, textOf, type JsonObject } from './json';
import { later } from './moments';
import { storeBackfill } from './backfill';
import { notCurrent, unknownWorkspace } from './runAnswers';
import type { HandedOutRow, StateRow } from './tables';

const MINUTE_MS = 60_000;
const DEFAULT_LEASE = 10;

/** servicetitan_checkpoint_run: a run's sign of life, and what it has handed out. */
export function checkpointRun(database: Database, args: JsonObject): JsonObject {
	const runId = String(args.p_run_id);
	const state = database.tables.state.get(textOf(args.p_workspace_id) ?? '');
	if (!state) return unknownWorkspace(textOf(args.p_workspace_id));
	if (!isCurrent(database, state, runId)) return notCurrent(database, state, runId);
	const run = runOf(database, runId);
	if (run) {
		run.heartbeat_at = database.now;
		run.handed_out += noteHandedOut(database, runId, arrayOrEmpty(args.p_handed_out));
		if (typeof args.p_fetched === 'number') run.fetched = args.p_fetched;
		if (isObject(args.p_commit)) run.commit = args.p_commit;
		if (isObject(args.p_progress)) run.progress = args.p_progress;
	}
	if (isObject(args.p_backfill)) storeBackfill(state, args.p_backfill);
	renewLease(database, state);
	return { outcome: 'ok', now: database.now, lease_expires_at: state.lease_expires_at };
}

/** sync_status stays as it is: a person may have set it to idle, which lets the next start take over. */
export function renewLease({ now }: Database, state: StateRow): void {
	state.lease_expires_at = later(now, (state.lease_minutes ?? DEFAULT_LEASE) * MINUTE_MS);
	state.updated_at = now;
}

/** @returns how many of them were not noted before */
function noteHandedOut({ tables }: Database, runId: string, customers: unknown[]): number {
	const noted = tables.handedOut.get(runId) ?? new Map<string, HandedOutRow>();
	const before = noted.size;
	for (const customer of customers) {
		const crmId = textOf(customer);
		if (crmId !== null && !noted.has(crmId))
			noted.set(crmId, { acknowledged_at: null, outcome: null });
	}
	if (noted.size > 0) tables.handedOut.set(runId, noted);
	return noted.size - before;
}
