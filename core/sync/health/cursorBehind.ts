import { parseInstant, secondsBetween } from '../../instant';
import { minuteOf, type Judge } from './finding';

/** Runs come out well, and yet the cursor stays far behind: a backlog, or a workflow that keeps customers waiting. */
export const cursorBehind: Judge = (facts, { now }, { cursorHours }) => {
	const { workspace_id, sync_enabled, last_modified_cursor, last_success_at, backlog } = facts;
	const cursor = parseInstant(last_modified_cursor ?? '');
	if (!sync_enabled || cursor === undefined) return null;
	const hours = secondsBetween(cursor, now) / 3600;
	// Without good runs the cursor cannot move: that is told as silence.
	const works = last_success_at !== null && secondsBetween(last_success_at, now) < 3 * 3600;
	return {
		kind: 'cursorBehind',
		wrong: works && hours > cursorHours,
		text: `Workspace ${workspace_id}: the sync has read up to ${minuteOf(cursor)} only, ${Math.round(hours)} hours ago${backlog ? '; a backlog is being read, part by part' : ''}.`,
		toDo: 'It catches up by itself and loses nothing; Run Incremental Sync reads all of it in one go. ServiceTitan Sync → Diagnose counts what waits. Reset Cursor can skip it, and asks for a reason.',
		over: `Workspace ${workspace_id}: the sync has caught up.`,
	};
};
