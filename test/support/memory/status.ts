import { showCursor } from './cursor';
import { newestRuns, type Database } from './database';
import { emptyAsNull, textOf, type JsonObject } from './json';
import { holder, runJson, unknownWorkspace } from './runAnswers';
import { openFailures } from './startedAnswer';
import { later, type Moment } from './moments';
import type { ContactRecord, StateRow } from './tables';
import { workspaceJson } from './workspaces';

/** servicetitan_get_status */
export function getStatus(database: Database, args: JsonObject): JsonObject {
	const { tables, now } = database;
	const workspaceId = emptyAsNull(textOf(args.p_workspace_id));
	if (workspaceId !== null && !tables.state.has(workspaceId)) return unknownWorkspace(workspaceId);
	const states = [...tables.state.values()]
		.filter(({ workspace_id }) => workspaceId === null || workspace_id === workspaceId)
		.sort((a, b) => (a.workspace_id < b.workspace_id ? -1 : 1));
	return {
		now,
		schema_version: 'memory',
		workspaces: states.map((state) => statusJson(database, state, args)),
	};
}

function statusJson(database: Database, state: StateRow, args: JsonObject): JsonObject {
	const { committed_cursor, contact_token, initial_contact_token, backfill, ...shown } = state;
	const ours = (row: { workspace_id: string }) => row.workspace_id === state.workspace_id;
	const { lease_expires_at: lease } = state;
	const { now } = database;
	return {
		...shown,
		...workspaceJson(state),
		last_modified_cursor: showCursor(state),
		lease_expired: state.run_id !== null && (lease === null || lease <= now),
		run: holder(database, state),
		last_runs: newestRuns(database, ours)
			.slice(0, Math.min(Math.max(Number(args.p_runs ?? 10), 1), 5000))
			.map((run) => ({ ...runJson(run), consumer: run.consumer })),
		failing: openFailures(database, state.workspace_id).length,
		// Nobody checks the health of this Supabase.
		open_incidents: [],
		failing_rows: openFailures(database, state.workspace_id).map(
			({ crm_id, reason, attempts }) => ({
				crm_id,
				reason,
				attempts,
			}),
		),
		contacts: database.tables.contacts.filter(ours).length,
		contacts_per_hour: perHour(database.tables.contacts.filter(ours), args, now),
	};
}

const HOUR_MS = 3_600_000;

/** servicetitan_contacts_by_hour */
function perHour(contacts: ContactRecord[], args: JsonObject, now: Moment): JsonObject[] | null {
	const hours = Math.min(Number(args.p_contact_hours ?? 0), 168);
	if (hours < 1) return null;
	const counts = new Map<string, { hour: string; created: number; updated: number }>();
	const count = (moment: Moment | null, what: 'created' | 'updated') => {
		const hour = `${(moment ?? '').slice(0, 13)}:00:00.000000Z`;
		if (moment === null || hour <= later(now, -hours * HOUR_MS)) return;
		const counted = counts.get(hour) ?? { hour, created: 0, updated: 0 };
		counts.set(hour, { ...counted, [what]: counted[what] + 1 });
	};
	for (const { created_at, updated_at } of contacts) {
		count(created_at, 'created');
		if (created_at === null || (updated_at ?? '') > created_at) count(updated_at, 'updated');
	}
	return [...counts.values()].sort((a, b) => (a.hour < b.hour ? 1 : -1));
}
