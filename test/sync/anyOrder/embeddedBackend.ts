import type { Sql } from 'postgres';

import type { CallFunction } from '../../../transport/supabase/connectSupabase';
import { callerOf } from '../../supabase/support/callers';
import type { Backend, StoredContact } from './backend';

/** How far the cursor's text of PostgreSQL is from ISO 8601. */
const ISO = `to_char(last_modified_cursor at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * One workspace of the embedded Supabase, reached as its superuser: nothing but the functions is between a story and
 * the database. Its clock cannot be set; where a story lets time pass, what waits for it comes nearer instead.
 */
export function embeddedBackend(sql: Sql, workspaceId: string): Backend {
	return {
		workspaceId,
		call: caller(sql),
		async passed(ms) {
			const by = `${ms / 1000} seconds`;
			await sql`update servicetitan_sync_state
				set lease_expires_at = lease_expires_at - ${by}::interval where workspace_id = ${workspaceId}`;
			await sql`update servicetitan_sync_failures
				set next_attempt_at = next_attempt_at - ${by}::interval, first_failed_at = first_failed_at - ${by}::interval
				where workspace_id = ${workspaceId}`;
		},
		contacts: async () =>
			await sql<
				StoredContact[]
			>`select id::text, crm_id, firstname, lastname, phone, email, source_modified_on, metadata
				from contacts where workspace_id = ${workspaceId} order by created_at, id`,
		runs: async () =>
			await sql`select run_id::text, source, status, failure, taken_over_by::text
				from servicetitan_sync_runs where workspace_id = ${workspaceId}`,
		async state() {
			const [state] =
				await sql`select sync_status, run_id::text, ${sql.unsafe(ISO)} as cursor, read_window
				from servicetitan_sync_state where workspace_id = ${workspaceId}`;
			return state as Awaited<ReturnType<Backend['state']>>;
		},
		async failing() {
			const [found] = await sql`select count(*)::int as count from servicetitan_sync_failures
				where workspace_id = ${workspaceId} and status = 'open'`;
			return Number(found?.count);
		},
		async awaited(runId) {
			const rows = await sql`select crm_id from servicetitan_sync_handed_out
				where run_id = ${runId} and acknowledged_at is null`;
			return rows.map(({ crm_id }) => String(crm_id));
		},
		async typeContact({ firstname, phone, email, metadata }) {
			const [row] = await sql`insert into contacts (workspace_id, firstname, phone, email, metadata)
				values (${workspaceId}, ${firstname}, ${phone}, ${email}, ${sql.json(metadata as never)})
				returning id::text`;
			return String(row?.id);
		},
		async annotate(contactId, key, value) {
			await sql`update contacts set metadata = metadata || ${sql.json({ [key]: value })}
				where id = ${contactId}`;
		},
		async setState(change) {
			await sql`update servicetitan_sync_state set ${sql(change)} where workspace_id = ${workspaceId}`;
		},
		async poison(crmId, on) {
			if (on)
				await sql`insert into poisonous values (${workspaceId}, ${crmId}) on conflict do nothing`;
			else
				await sql`delete from poisonous where workspace_id = ${workspaceId} and crm_id = ${crmId}`;
		},
		async healAll() {
			await sql`delete from poisonous where workspace_id = ${workspaceId}`;
		},
	};
}

/** The constraint that refuses a customer's row for as long as it is poisonous. Once for a database. */
export async function addPoison(sql: Sql): Promise<void> {
	await sql`create table poisonous (workspace_id text, crm_id text, primary key (workspace_id, crm_id))`;
	await sql`create function is_wholesome(p_workspace_id text, p_crm_id text) returns boolean
		language sql immutable as $$
			select not exists (select from public.poisonous where workspace_id = p_workspace_id and crm_id = p_crm_id)
		$$`;
	await sql`alter table contacts add constraint no_poison check (is_wholesome(workspace_id, crm_id))`;
}

/** As the secret key calls them, by the names the transport has for functions and arguments. */
const caller = (sql: Sql): CallFunction => {
	const call = callerOf(sql);
	return async (name, args) =>
		await call(
			name.replace(/^servicetitan_/, ''),
			Object.fromEntries(
				Object.entries(args).map(([key, value]) => [key.replace(/^p_/, ''), value]),
			),
		);
};
