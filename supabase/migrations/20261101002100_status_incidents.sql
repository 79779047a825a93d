-- The status with what is wrong: incidents that go on, and customers that cannot be written.
set search_path = public, pg_temp;

-- The newest migration that was applied. Every later migration replaces this function with its own timestamp.
create or replace function servicetitan_schema_version() returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('version', '20261101002100');
end $$;

-- {open_incidents: [incident], failing_rows: [{crm_id, reason, attempts, ...}]}; of the rows the 20 that failed last.
create or replace function servicetitan_troubles_json(p_workspace_id text) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select jsonb_build_object(
		'open_incidents', coalesce((
			select jsonb_agg(servicetitan_incident_json(i) order by i.opened_at, i.kind)
			from servicetitan_sync_incidents i where i.workspace_id = p_workspace_id and i.resolved_at is null), '[]'),
		'failing_rows', coalesce((
			select jsonb_agg(jsonb_build_object(
				'crm_id', f.crm_id, 'reason', f.reason, 'attempts', f.attempts,
				'first_failed_at', servicetitan_iso(f.first_failed_at), 'last_failed_at', servicetitan_iso(f.last_failed_at),
				'next_attempt_at', servicetitan_iso(f.next_attempt_at)) order by f.last_failed_at desc, f.crm_id)
			from (
				select * from servicetitan_sync_failures
				where workspace_id = p_workspace_id and status = 'open' order by last_failed_at desc, crm_id limit 20
			) as f), '[]'))
$$;

create or replace function servicetitan_get_status(
	p_workspace_id text default null, p_runs int default 10, p_contact_hours int default null
) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
declare
	v_workspace text := nullif(p_workspace_id, '');
begin
	if v_workspace is not null and not exists (
		select from servicetitan_sync_state s where s.workspace_id::text = v_workspace
	) then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', v_workspace);
	end if;
	return jsonb_build_object(
		'now', servicetitan_iso(clock_timestamp()),
		'schema_version', servicetitan_schema_version()->>'version',
		'workspaces', coalesce((
			select jsonb_agg(servicetitan_status_json(s, p_runs, p_contact_hours) || servicetitan_troubles_json(s.workspace_id::text) order by s.workspace_id)
			from servicetitan_sync_state s where v_workspace is null or s.workspace_id::text = v_workspace), '[]'));
end $$;

revoke all on function servicetitan_schema_version, servicetitan_troubles_json, servicetitan_get_status from PUBLIC, anon, authenticated;
grant execute on function servicetitan_schema_version, servicetitan_troubles_json, servicetitan_get_status to service_role;

reset search_path;
