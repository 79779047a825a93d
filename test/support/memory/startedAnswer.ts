import { shownBackfill } from './backfill';
import { newestRuns, runOf, type Database } from './database';
import type { JsonObject } from './json';
import type { DeliveredRow, FailureRow, StateRow } from './tables';

/** Customers that failed are tried again by one run, at most so many. */
const MOST_RETRIES = 500;

/** What a run that started knows from then on. */
export function startedAnswer(database: Database, state: StateRow, runId: string): JsonObject {
	const run = runOf(database, runId);
	return {
		outcome: 'started',
		run_id: runId,
		workspace_id: state.workspace_id,
		started_at: run?.started_at ?? null,
		now: database.now,
		lease_expires_at: state.lease_expires_at,
		lease_minutes: state.lease_minutes,
		cursor: run?.cursor_from ?? null,
		window: state.read_window,
		contact_token: state.contact_token,
		backfill: run?.mode === 'initial' ? shownBackfill(state) : null,
		clock: state.servicetitan_clock,
		newest_read_at: state.newest_read_at,
		newest_read_ahead: state.newest_read_ahead,
		initial_sync_completed: state.initial_sync_completed ?? false,
		timezone: state.timezone,
		business_hours: state.business_hours,
		delivered: {
			customer: deliveredOf(database, state, 'customer'),
			contact_method: deliveredOf(database, state, 'contact_method'),
		},
		retries: run?.mode === 'initial' ? [] : retriesOf(database, state),
		failing: openFailures(database, state.workspace_id).length,
		taken_over: takenOver(database, state, runId),
	};
}

const deliveredOf = (
	{ tables }: Database,
	state: StateRow,
	stream: DeliveredRow['stream'],
): Record<string, string> =>
	Object.fromEntries(
		tables.delivered
			.filter((row) => row.workspace_id === state.workspace_id && row.stream === stream)
			.map(({ record_id, version }) => [record_id, version]),
	);

/** Failures that will be tried again. */
export const openFailures = ({ tables }: Database, workspaceId: string) =>
	tables.failures.filter(
		({ workspace_id, status }) => workspace_id === workspaceId && status === 'open',
	);

export const byFirstFailure = (
	a: { first_failed_at: string; crm_id: string },
	b: { first_failed_at: string; crm_id: string },
): number => {
	const [left, right] = [a, b].map(({ first_failed_at, crm_id }) => `${first_failed_at} ${crm_id}`);
	return left === right ? 0 : String(left) < String(right) ? -1 : 1;
};

/** Whoever has waited longest beyond the time it was due goes first. */
const byDue = (a: FailureRow, b: FailureRow): number => {
	const [left, right] = [a, b].map(({ next_attempt_at, crm_id }) => `${next_attempt_at} ${crm_id}`);
	return String(left) < String(right) ? -1 : 1;
};

const retriesOf = (database: Database, state: StateRow): string[] =>
	openFailures(database, state.workspace_id)
		.filter(({ next_attempt_at }) => next_attempt_at <= database.now)
		.sort(byDue)
		.slice(0, MOST_RETRIES)
		.map(({ crm_id }) => crm_id);

function takenOver(database: Database, state: StateRow, runId: string): JsonObject | null {
	const [former] = newestRuns(
		database,
		(run) => run.workspace_id === state.workspace_id && run.taken_over_by === runId,
	);
	if (!former) return null;
	const { run_id, started_at, failure, remaining } = former;
	return { run_id, started_at, failure, remaining };
}
