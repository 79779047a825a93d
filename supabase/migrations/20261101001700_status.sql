-- What can be asked and looked at: the status, recent contacts, contacts per hour, the version of all this.
set search_path = public, pg_temp;

-- The newest migration that was applied. Every later migration replaces this function with its own timestamp.
create or replace function servicetitan_schema_version() returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('version', '20261101001700');
end $$;

create or replace function servicetitan_count_contacts(p_workspace_id text) returns bigint
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	return (select count(*) from contacts c where c.workspace_id = (
		select typed.workspace_id from jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id)) as typed));
exception when data_exception then
	return 0;
end $$;

-- How many contacts were created and last updated in each of the last hours that had any, the newest first:
-- [{hour, created, updated}]. Null where nobody asked for them.
create or replace function servicetitan_contacts_by_hour(p_workspace_id text, p_hours int) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_typed contacts;
begin
	if coalesce(p_hours, 0) < 1 then
		return null;
	end if;
	v_typed := jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id));
	return coalesce((
		select jsonb_agg(jsonb_build_object('hour', servicetitan_iso(h.hour), 'created', h.created, 'updated', h.updated) order by h.hour desc)
		from servicetitan_contacts_per_hour h
		where h.workspace_id = v_typed.workspace_id and h.hour > now() - make_interval(hours => least(p_hours, 168))), '[]');
exception when data_exception then
	return '[]';
end $$;

-- Earlier forms of these always gave ten runs. Both at once would leave the API without a choice.
drop function if exists servicetitan_status_json(servicetitan_sync_state);
drop function if exists servicetitan_get_status(text);

-- p_runs is how many of the newest runs to give, p_contact_hours of how many hours to count contacts.
create or replace function servicetitan_status_json(p_state servicetitan_sync_state, p_runs int, p_contact_hours int) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select servicetitan_workspace_json(p_state) || jsonb_build_object(
		'sync_status', p_state.sync_status,
		'last_modified_cursor', servicetitan_show_cursor(p_state),
		'last_continue_from', p_state.last_continue_from,
		'total_customers_synced', p_state.total_customers_synced,
		'last_sync_created', p_state.last_sync_created,
		'last_sync_updated', p_state.last_sync_updated,
		'last_sync_errors', p_state.last_sync_errors,
		'last_error', p_state.last_error,
		'updated_at', servicetitan_iso(p_state.updated_at),
		'created_at', servicetitan_iso(p_state.created_at),
		'last_success_at', servicetitan_iso(p_state.last_success_at),
		'last_run_id', p_state.last_run_id,
		'run_id', p_state.run_id,
		'run_started_at', servicetitan_iso(p_state.run_started_at),
		'lease_expires_at', servicetitan_iso(p_state.lease_expires_at),
		'lease_minutes', p_state.lease_minutes,
		'lease_expired', p_state.run_id is not null and coalesce(p_state.lease_expires_at <= clock_timestamp(), true),
		'consumer', p_state.consumer,
		'read_window', p_state.read_window,
		'run', servicetitan_holder(p_state),
		'last_runs', coalesce((
			select jsonb_agg(servicetitan_run_json(r) || jsonb_build_object('consumer', r.consumer) order by r.started_at desc) from (
				select run_id from servicetitan_sync_runs
				where workspace_id = p_state.workspace_id::text order by started_at desc
				limit least(greatest(coalesce(p_runs, 10), 1), 5000)
			) as newest join servicetitan_sync_runs r using (run_id)), '[]'),
		'failing', (
			select count(*) from servicetitan_sync_failures f
			where f.workspace_id = p_state.workspace_id::text and f.status = 'open'),
		'contacts', servicetitan_count_contacts(p_state.workspace_id::text),
		'contacts_per_hour', servicetitan_contacts_by_hour(p_state.workspace_id::text, p_contact_hours))
$$;

-- security_invoker: the views show what the contacts' own row level security shows to whoever looks.
-- They name only the columns they show: of all others the owner may still drop or change every one.
create or replace view servicetitan_recent_contacts with (security_invoker = true) as
select r.workspace_id, r.crm_id, r.firstname, r.lastname, r.phone, r.email, r.updated_at, r.created_at
from (
	select c.workspace_id, c.crm_id, c.firstname, c.lastname, c.phone, c.email, c.updated_at, c.created_at,
		row_number() over (partition by c.workspace_id order by c.updated_at desc) as place
	from contacts c where c.updated_at is not null
) as r
where r.place <= 100
order by r.updated_at desc;
comment on view servicetitan_recent_contacts is 'The latest 100 changed contacts of each workspace, newest first.';

create or replace view servicetitan_contacts_per_hour with (security_invoker = true) as
select t.workspace_id, t.hour, count(*) filter (where t.what = 'created') as created, count(*) filter (where t.what = 'updated') as updated
from (
	select c.workspace_id, date_trunc('hour', c.created_at::timestamptz) as hour, 'created' as what from contacts c
	union all
	select c.workspace_id, date_trunc('hour', c.updated_at::timestamptz), 'updated' from contacts c
	where c.updated_at::timestamptz > c.created_at::timestamptz or c.created_at is null
) as t
where t.hour > now() - interval '7 days'
group by t.workspace_id, t.hour
order by t.hour desc, t.workspace_id;
comment on view servicetitan_contacts_per_hour is 'How many contacts were created and last updated in each hour of the past week.';

revoke all on servicetitan_recent_contacts, servicetitan_contacts_per_hour from PUBLIC, anon, authenticated;
grant select on servicetitan_recent_contacts, servicetitan_contacts_per_hour to service_role;
revoke all on function servicetitan_schema_version, servicetitan_count_contacts, servicetitan_contacts_by_hour,
	servicetitan_status_json from PUBLIC, anon, authenticated;
grant execute on function servicetitan_schema_version, servicetitan_count_contacts, servicetitan_contacts_by_hour,
	servicetitan_status_json to service_role;

reset search_path;
