-- The state of each workspace's sync: one row a workspace, readable in the table editor.
-- A table of this name may be here already, with the older columns only. It keeps its rows, its types, its rights.
set search_path = public, pg_temp;

-- Without this a schema other than the default one is closed to the key that the sync uses.
grant usage on schema public to service_role;

do $$
begin
	if to_regclass('servicetitan_sync_state') is null then
		create table servicetitan_sync_state (workspace_id text primary key);
		alter table servicetitan_sync_state enable row level security;
		revoke all on servicetitan_sync_state from PUBLIC, anon, authenticated;
	end if;
end $$;

grant select, insert, update, delete on servicetitan_sync_state to service_role;

alter table servicetitan_sync_state
	add column if not exists sync_enabled boolean default true,
	add column if not exists sync_status text default 'idle',
	add column if not exists last_modified_cursor timestamptz,
	add column if not exists last_continue_from text,
	add column if not exists initial_sync_completed boolean default false,
	add column if not exists total_customers_synced bigint default 0,
	add column if not exists last_sync_created int default 0,
	add column if not exists last_sync_updated int default 0,
	add column if not exists last_sync_errors int default 0,
	add column if not exists last_error text,
	add column if not exists updated_at timestamptz default now(),
	add column if not exists tenant_id text,
	add column if not exists environment text,
	add column if not exists run_id uuid,
	add column if not exists run_started_at timestamptz,
	add column if not exists lease_expires_at timestamptz,
	add column if not exists lease_minutes int,
	add column if not exists consumer jsonb,
	add column if not exists read_window jsonb,
	add column if not exists servicetitan_clock jsonb,
	add column if not exists newest_read_at timestamptz,
	add column if not exists newest_read_ahead double precision,
	add column if not exists committed_cursor text,
	add column if not exists contact_token text,
	add column if not exists initial_contact_token text,
	add column if not exists backfill jsonb,
	add column if not exists timezone text,
	add column if not exists business_hours jsonb,
	add column if not exists last_run_id uuid,
	add column if not exists last_success_at timestamptz,
	add column if not exists created_at timestamptz;

-- Set apart from the column: rows that are here already must not claim to have been created today.
alter table servicetitan_sync_state alter column created_at set default now();

-- Words for the table editor. What the owner wrote there stays.
do $$
declare
	v_column text;
	v_words text;
begin
	if obj_description('servicetitan_sync_state'::regclass, 'pg_class') is null then
		comment on table servicetitan_sync_state is
			'How far the ServiceTitan sync is, one row for each workspace. You may change sync_enabled, sync_status (to idle) and last_modified_cursor here; the rest is kept by the sync.';
	end if;
	for v_column, v_words in values
		('workspace_id', 'The workspace, as in contacts.workspace_id.'),
		('sync_enabled', 'Whether the sync may run. Set to false to pause it.'),
		('sync_status', 'idle, running, completed or failed. Setting it to idle lets the next run take over from one that hangs.'),
		('last_modified_cursor', 'Customers changed in ServiceTitan since this moment (UTC) are read by the next run. It moves by itself, once everything is written. If you change it, the next run starts from your value.'),
		('last_continue_from', 'Where an interrupted initial sync goes on in ServiceTitan''s export of customers.'),
		('initial_sync_completed', 'Whether all customers were copied once.'),
		('total_customers_synced', 'Contacts created or linked by the sync so far.'),
		('last_sync_created', 'Contacts created or linked by the last finished run.'),
		('last_sync_updated', 'Contacts updated by the last finished run.'),
		('last_sync_errors', 'Rows the last finished run could not write. See servicetitan_sync_failures.'),
		('last_error', 'Why the last run failed, in words. Empty when it went well.'),
		('updated_at', 'When this row last changed.'),
		('tenant_id', 'The ServiceTitan tenant this workspace belongs to. Credentials of another tenant are refused.'),
		('environment', 'The ServiceTitan environment: production, integration or custom.'),
		('run_id', 'The run that is going on, see servicetitan_sync_runs. Empty when none is.'),
		('run_started_at', 'When the run that is going on started.'),
		('lease_expires_at', 'If the run gives no sign of life until then, the next one may take over.'),
		('lease_minutes', 'For how long a sign of life of the run counts, in minutes.'),
		('consumer', 'The Trigger node that reads this workspace. Release Run with Take Over empties it, and the next Trigger takes its place.'),
		('read_window', 'What is still to be read of a backlog that did not fit into one run.'),
		('servicetitan_clock', 'How ServiceTitan''s clock stood to this database''s when the cursor was taken, so that one that is set back is noticed.'),
		('newest_read_at', 'When the newest of the data written so far was read, by ServiceTitan''s clock.'),
		('newest_read_ahead', 'By how many seconds that was ahead of this database''s clock when it was written; empty once a run was finished.'),
		('committed_cursor', 'last_modified_cursor as the sync left it. If the two differ, a person moved the cursor, and the sync obeys.'),
		('contact_token', 'Where ServiceTitan''s export of phone numbers and e-mails goes on.'),
		('initial_contact_token', 'The same for the initial sync.'),
		('backfill', 'How far an initial sync is that has not come to its end; the next one goes on from there. Empty when none is under way.'),
		('timezone', 'The time zone of the business hours, for example America/Chicago.'),
		('business_hours', 'When the sync runs, for example {"from": "06:00", "to": "20:00"}.'),
		('last_run_id', 'The last run that ended, see servicetitan_sync_runs.'),
		('last_success_at', 'When a run last finished.'),
		('created_at', 'When this workspace was set up.')
	loop
		if not exists (
			select from pg_attribute a
			where a.attrelid = 'servicetitan_sync_state'::regclass and a.attname = v_column
				and col_description(a.attrelid, a.attnum) is not null
		) then
			execute format('comment on column servicetitan_sync_state.%I is %L', v_column, v_words);
		end if;
	end loop;
end $$;

reset search_path;
