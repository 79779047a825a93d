import { endBackfill } from './backfill';
import { readCursor, storeCursor } from './cursor';
import type { Database } from './database';
import { arrayOrEmpty, isObject, objectOrEmpty, textOf, type JsonObject } from './json';
import { earlierOf, later, momentCut, type Moment } from './moments';
import type { DeliveredRow, RunRow, StateRow } from './tables';

const STREAMS = ['customer', 'contact_method'] as const;

/**
 * Moves the cursor, the window and what was delivered to where the run got. Where a person moved the cursor
 * meanwhile, the person wins, and nothing is remembered of this run's reading.
 */
export function applyCommit(
	database: Database,
	{ state, run }: { state: StateRow; run: RunRow },
	commit: JsonObject,
): { cursorTo: Moment | null; movedByUser: boolean } {
	const movedByUser = readCursor(state) !== run.cursor_from;
	// First of all: text that is no date refuses the whole call.
	const to = movedByUser ? null : cursorOf(commit);
	markGone(database, state, commit);
	if (commit.initial_sync_completed === true) endBackfill(database, state);
	if (movedByUser) {
		state.read_window = null;
		return { cursorTo: null, movedByUser };
	}
	if ('window' in commit) state.read_window = commit.window;
	else if (to !== null) state.read_window = null;
	state.contact_token = textOf(commit.contact_token) ?? state.contact_token;
	rememberDelivered(database, state, commit);
	if (to === null) return { cursorTo: null, movedByUser };
	state.newest_read_ahead = null;
	state.servicetitan_clock = isObject(commit.clock) ? commit.clock : null;
	// Never ahead of this database's clock, whatever the caller's says.
	const cursorTo = earlierOf(to, database.now);
	storeCursor(state, cursorTo);
	return { cursorTo, movedByUser };
}

/** @throws RangeError where it is no date and time */
function cursorOf(commit: JsonObject): Moment | null {
	const text = textOf(commit.cursor_to);
	if (text !== null && !/^\d{4}-\d{2}-\d{2}T/.test(text)) {
		throw new RangeError(`cursor_to is no date and time: ${text.slice(0, 40)}`);
	}
	return momentCut(text);
}

const HOUR_MS = 3_600_000;

/** Right after a write a customer may not be there for a while: only one that stays away is gone. */
function markGone({ tables, now }: Database, state: StateRow, commit: JsonObject): void {
	const gone = new Set(arrayOrEmpty(commit.gone).map(textOf));
	const longAgo = later(now, -HOUR_MS);
	for (const failure of tables.failures) {
		if (failure.workspace_id !== state.workspace_id || !gone.has(failure.crm_id)) continue;
		if (failure.first_failed_at < longAgo) failure.status = 'gone';
	}
}

/** Old versions are forgotten first: what this run met is kept whatever its age. */
function rememberDelivered({ tables }: Database, state: StateRow, commit: JsonObject): void {
	const since = objectOrEmpty(commit.delivered_since);
	const isOld = (row: DeliveredRow): boolean => {
		const oldest = textOf(since[row.stream]);
		return row.workspace_id === state.workspace_id && oldest !== null && row.version < oldest;
	};
	const { workspace_id } = state;
	const met = STREAMS.flatMap((stream) => versionsOf(commit, stream)).map((row) => ({
		...row,
		workspace_id,
	}));
	const keyOf = (row: DeliveredRow) => `${row.workspace_id}\n${row.stream}\n${row.record_id}`;
	const kept = tables.delivered.filter((row) => !isOld(row));
	const byKey = new Map([...kept, ...met].map((row) => [keyOf(row), row]));
	tables.delivered = [...byKey.values()];
}

const versionsOf = (commit: JsonObject, stream: DeliveredRow['stream']) => {
	const versions = isObject(commit.delivered) ? objectOrEmpty(commit.delivered[stream]) : {};
	return Object.entries(versions)
		.filter(([, version]) => version !== null)
		.map(([record_id, version]) => ({ stream, record_id, version: textOf(version) ?? '' }));
};
