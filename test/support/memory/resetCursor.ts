import { blankRun } from './blankRows';
import { forgetReading, readCursor, showCursor, storeCursor } from './cursor';
import type { Database } from './database';
import { isObject, textOf, trimmed, type JsonObject } from './json';
import { earlierOf, momentRounded } from './moments';
import { unknownWorkspace } from './runAnswers';

/** servicetitan_reset_cursor: moves the cursor by hand, with a reason that is kept. */
export function resetCursor(database: Database, args: JsonObject): JsonObject {
	const { tables, now } = database;
	const reason = trimmed(textOf(args.p_reason) ?? '');
	if (reason === '') return { outcome: 'reason_missing' };
	const asked = momentRounded(textOf(args.p_cursor));
	if (asked === null) return { outcome: 'bad_cursor' };
	const workspaceId = textOf(args.p_workspace_id);
	const state = tables.state.get(workspaceId ?? '');
	if (!state) return unknownWorkspace(workspaceId);
	// A cursor in the future would skip whatever changes until then.
	const to = earlierOf(asked, now);
	const shown = showCursor(state);
	const read = readCursor(state);
	const from = read === 'unreadable' ? null : read;
	forgetReading(database, state, from === null || to < from);
	storeCursor(state, to);
	state.updated_at = now;
	const run_id = database.newId();
	tables.runs.set(run_id, {
		...blankRun,
		run_id,
		workspace_id: state.workspace_id,
		mode: 'reset',
		source: 'sync',
		status: 'completed',
		consumer: isObject(args.p_consumer) ? args.p_consumer : null,
		started_at: now,
		heartbeat_at: now,
		finished_at: now,
		cursor_from: from,
		cursor_to: to,
		note: `The cursor was moved by hand from ${shown ?? 'nothing'} to ${to}: ${reason}`,
	});
	return { outcome: 'reset', workspace_id: workspaceId, cursor_from: shown, cursor_to: to };
}
