import type { Sql } from 'postgres';

export interface OldTypes {
	/** Of contacts.workspace_id. */
	workspace: 'text' | 'bigint' | 'uuid';
	/** Of servicetitan_sync_state.workspace_id, which was never a uuid in a column of its own type. */
	stateWorkspace: 'text' | 'bigint';
	/** Of contacts.crm_id. */
	crmId?: 'text' | 'bigint' | 'varchar(4)';
	cursor: 'timestamptz' | 'text' | 'timestamp';
	/** A unique key on crm_id alone, as the old system had it. */
	uniqueCrmId?: boolean;
}

export const uuidWorkspace = '0d1a7c1e-3f0c-4a51-9c53-6f1f5c3f0001';
export const oldWorkspace = (types: OldTypes): string =>
	types.workspace === 'uuid' ? uuidWorkspace : '45963';

/** The old system's two tables with rows, a user's policy, a user's column and a user's comment. */
export async function makeOldTables(sql: Sql, types: OldTypes): Promise<void> {
	await sql.unsafe(`
		create table contacts (
			id uuid primary key default gen_random_uuid(),
			workspace_id ${types.workspace} not null,
			crm_id ${types.crmId ?? 'text'} ${types.uniqueCrmId ? 'unique' : ''},
			firstname text, lastname text, phone text, email text,
			metadata jsonb, favourite_colour text, notes text, created_at timestamptz default '2024-05-01'
		);
		comment on column contacts.phone is 'Our own words';
		alter table contacts enable row level security;
		create policy "own workspace" on contacts for select to authenticated using (true);
		create table servicetitan_sync_state (
			workspace_id ${types.stateWorkspace} primary key, sync_enabled boolean default true,
			sync_status text default 'idle', last_modified_cursor ${types.cursor}, last_continue_from text,
			initial_sync_completed boolean default false, total_customers_synced int default 0, last_sync_created int default 0,
			last_sync_updated int default 0, last_sync_errors int default 0, last_error text, updated_at timestamptz default '2025-01-01'
		);
	`);
	await fillOldTables(sql, oldWorkspace(types));
}

async function fillOldTables(sql: Sql, workspace: string): Promise<void> {
	await sql.unsafe(
		`insert into contacts (id, workspace_id, crm_id, firstname, phone, metadata, favourite_colour) values
			('0d1a7c1e-3f0c-4a51-9c53-6f1f5c3f0101', '${workspace}', '1', 'Ada', '+13125550001', '{"mine": 1, "custom_fields": {"mine": 2}}', 'red'),
			('0d1a7c1e-3f0c-4a51-9c53-6f1f5c3f0102', '${workspace}', '2', 'Bob', null, null, null),
			('0d1a7c1e-3f0c-4a51-9c53-6f1f5c3f0103', '${workspace}', null, 'By hand', '(312) 555-0103', '{}', 'blue')`,
	);
	await sql.unsafe(
		`insert into servicetitan_sync_state (workspace_id, sync_status, last_modified_cursor, total_customers_synced)
		values ('${workspace}', 'running', '2026-06-30 20:00:00', 30000)`,
	);
}

/** Every value of the columns that were there first, to be compared before and after. */
export async function dumpOldRows(sql: Sql): Promise<Record<string, unknown[]>> {
	const contacts = await sql.unsafe(
		`select id, workspace_id::text, crm_id::text, firstname, lastname, phone, email, metadata, favourite_colour, created_at, xmin::text
		from contacts order by id`,
	);
	const state = await sql.unsafe(
		`select workspace_id::text, sync_enabled, sync_status, last_modified_cursor::text, last_continue_from, initial_sync_completed,
			total_customers_synced, last_sync_created, last_sync_updated, last_sync_errors, last_error, updated_at, xmin::text
		from servicetitan_sync_state order by workspace_id`,
	);
	return { contacts: [...contacts], state: [...state] };
}
