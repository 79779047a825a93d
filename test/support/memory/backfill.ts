import type { Database } from './database';
import { textOf, type JsonObject } from './json';
import type { StateRow } from './tables';

/** How far an initial sync is. Its two places are columns of their own, for people to read, and to change. */

export function storeBackfill(state: StateRow, given: JsonObject): void {
	const { customersFrom, contactsFrom, ...backfill } = given;
	state.backfill = backfill;
	state.last_continue_from = textOf(customersFrom);
	state.initial_contact_token = textOf(contactsFrom);
}

/** Null where none is under way. */
export const shownBackfill = (state: StateRow): JsonObject | null =>
	state.backfill && {
		...state.backfill,
		customersFrom: state.last_continue_from,
		contactsFrom: state.initial_contact_token,
	};

/** One that begins anew begins at the beginning, wherever an earlier one or an older system stopped. */
export function beginBackfill(state: StateRow): void {
	if (state.backfill !== null) return;
	state.last_continue_from = null;
	state.initial_contact_token = null;
}

/** The cursor goes back behind what the first run only noted: what was noted there has to come. */
export function endBackfill({ tables }: Database, state: StateRow): void {
	Object.assign(state, {
		initial_sync_completed: true,
		backfill: null,
		last_continue_from: null,
		initial_contact_token: null,
	});
	tables.delivered = tables.delivered.filter(
		({ workspace_id }) => workspace_id !== state.workspace_id,
	);
}
