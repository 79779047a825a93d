import { runOf, unacknowledged, type Database } from './database';
import type { RunRow, StateRow } from './tables';

/**
 * Closes a run that did not come to its end. What was handed out and never written is counted and forgotten.
 * @returns the run, unless it was closed before
 */
export function abandonRun(
	database: Database,
	runId: string | null,
	how: { kind: string; failure: string; takenOverBy?: string },
): RunRow | undefined {
	const run = runOf(database, runId);
	const open = run?.status === 'running' ? run : undefined;
	if (open) {
		open.status = 'failed';
		open.finished_at = database.now;
		open.failure_kind = how.kind;
		open.failure = how.failure;
		open.taken_over_by = how.takenOverBy ?? null;
		open.remaining = unacknowledged(database, runId);
	}
	if (runId !== null) database.tables.handedOut.delete(runId);
	return open;
}

/**
 * Records the run that died as failed.
 * @returns the new lease in minutes: doubled where an execution may still be waiting with customers in its hands
 */
export function takeOver(
	database: Database,
	state: StateRow,
	{ former, runId, asked }: { former: string; runId: string; asked: number },
): number {
	const dead = runOf(database, former);
	const failure = whyItDied(database, state, former);
	abandonRun(database, former, { kind: 'interrupted', failure, takenOverBy: runId });
	if (!dead || dead.handed_out === 0) return asked;
	return Math.max(asked, Math.min(2 * (state.lease_minutes ?? asked), 60));
}

function whyItDied(database: Database, state: StateRow, former: string): string {
	const dead = runOf(database, former);
	const missing = unacknowledged(database, former);
	if (missing > 0) {
		return `Handed out ${dead?.handed_out ?? ''} customer${dead?.handed_out === 1 ? '' : 's'}, ${missing} never written: is there a filter, or a node that removes \`sync\`, between the Trigger and Supabase Contact Upsert, or was n8n stopped meanwhile?`;
	}
	if (state.lease_expires_at !== null && state.lease_expires_at > database.now) {
		return `sync_status was set to ${state.sync_status ?? 'nothing'} by hand while the run went on; the next run took over.`;
	}
	const last = dead?.heartbeat_at ?? '';
	return `The run gave no sign of life since ${last.slice(0, 10)} ${last.slice(11, 16)} UTC; the next run took over.`;
}
