import type { Database } from './database';
import { momentCut, type Moment } from './moments';
import type { StateRow } from './tables';

/** The cursor column is text that a person may have typed. `unreadable`: it is no date. */
export function readCursor(state: StateRow): Moment | null | 'unreadable' {
	const text = state.last_modified_cursor?.trim() ?? '';
	if (text === '') return null;
	// "now" and "infinity" are dates to PostgreSQL, but no cursor.
	if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return 'unreadable';
	try {
		return momentCut(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
	} catch {
		return 'unreadable';
	}
}

export function showCursor(state: StateRow): string | null {
	const cursor = readCursor(state);
	return cursor === 'unreadable' ? state.last_modified_cursor : cursor;
}

export function storeCursor(state: StateRow, cursor: Moment | null): void {
	state.last_modified_cursor = cursor;
	state.committed_cursor = cursor ?? 'none';
}

/** After a person moved the cursor, what was planned and remembered for the old one no longer holds. */
export function forgetReading({ tables }: Database, state: StateRow, backward: boolean): void {
	tables.delivered = tables.delivered.filter(
		({ workspace_id }) => workspace_id !== state.workspace_id,
	);
	state.read_window = null;
	if (backward) state.contact_token = null;
}
