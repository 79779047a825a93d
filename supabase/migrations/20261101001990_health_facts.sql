-- What a check of the health looks at. Nothing is judged here: what is too much or too long is the caller's business.
set search_path = public, pg_temp;

-- The latest 51 incremental runs that ended, newest first: how much each wrote, and how long a time it read.
create or replace function servicetitan_run_sizes(p_workspace_id text) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
			'run_id', r.run_id, 'started_at', servicetitan_iso(r.started_at), 'finished_at', servicetitan_iso(r.finished_at),
			'fetched', r.fetched, 'written', r.created + r.updated + r.linked,
			'hours_read', extract(epoch from r.started_at - r.cursor_from) / 3600) order by r.started_at desc), '[]')
	from (
		select * from servicetitan_sync_runs
		where workspace_id = p_workspace_id and mode = 'incremental' and status like 'completed%'
		order by started_at desc limit 51
	) as newest join servicetitan_sync_runs r using (run_id)
$$;

-- Whether what was written between two moments lies side by side by id, as it does when a whole table is walked through:
-- {contacts: all of the workspace, written: of them in that time, between: of them with ids from the lowest to the highest
-- of those written}.
create or replace function servicetitan_walked(p_workspace_id text, p_from timestamptz, p_to timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	return (
		with ours as materialized (
			select case when c.crm_id::text ~ '^\d{1,18}$' then c.crm_id::text::bigint end as id,
				c.updated_at::timestamptz between p_from and p_to as written
			from contacts c where c.workspace_id = (
				select typed.workspace_id from jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id)) as typed)
		), span as (
			select min(id) as lowest, max(id) as highest from ours where written
		)
		select jsonb_build_object('contacts', count(*), 'written', count(*) filter (where o.written),
			'between', count(*) filter (where o.id between s.lowest and s.highest))
		from ours o cross join span s);
exception when data_exception then
	return null;
end $$;

-- The newest run that ended; or the newest that broke off, not by a person who released it. Resets by hand are no runs.
create or replace function servicetitan_newest_run(p_workspace_id text, p_broken_off boolean) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select servicetitan_run_json(r) from servicetitan_sync_runs r
	where r.workspace_id = p_workspace_id and r.mode <> 'reset' and r.status <> 'running'
		-- Older ones are of no interest, and the history is long.
		and (not p_broken_off or (r.failure_kind = 'interrupted' and r.failure not like 'Released by a person:%'
			and r.started_at > now() - interval '8 days'))
	order by r.started_at desc limit 1
$$;

create or replace function servicetitan_health_json(p_state servicetitan_sync_state) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select servicetitan_workspace_json(p_state) || jsonb_build_object(
		'created_at', servicetitan_iso(p_state.created_at),
		'updated_at', servicetitan_iso(p_state.updated_at),
		'last_success_at', servicetitan_iso(p_state.last_success_at),
		'last_modified_cursor', servicetitan_show_cursor(p_state),
		'backlog', p_state.read_window is not null,
		'consumer', p_state.consumer,
		'run_by_workflow', nullif(btrim(p_state.run_by_workflow), ''),
		'run', servicetitan_holder(p_state),
		'lease_expired', p_state.run_id is not null and coalesce(p_state.lease_expires_at <= clock_timestamp(), true),
		'awaited', servicetitan_unacknowledged(p_state.run_id),
		'last_started_at', (
			select servicetitan_iso(max(r.started_at)) from servicetitan_sync_runs r
			where r.workspace_id = p_state.workspace_id::text and r.mode <> 'reset'),
		'last_ended', servicetitan_newest_run(p_state.workspace_id::text, false),
		'broken_off', servicetitan_newest_run(p_state.workspace_id::text, true),
		'failing', (
			select count(*) from servicetitan_sync_failures f where f.workspace_id = p_state.workspace_id::text and f.status = 'open'),
		'failing_rows', coalesce((
			select jsonb_agg(jsonb_build_object('crm_id', f.crm_id, 'reason', f.reason) order by f.last_failed_at desc) from (
				select * from servicetitan_sync_failures
				where workspace_id = p_state.workspace_id::text and status = 'open' order by last_failed_at desc limit 5) as f), '[]'),
		'sizes', servicetitan_run_sizes(p_state.workspace_id::text))
$$;

-- Of one workspace, of those that a workflow reads and those that nobody reads, or of all.
create or replace function servicetitan_health_facts(p_workspace_id text default null, p_workflow_id text default null) returns jsonb
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
	return jsonb_build_object('now', servicetitan_iso(clock_timestamp()), 'workspaces', coalesce((
		select jsonb_agg(servicetitan_health_json(s) order by s.workspace_id) from servicetitan_sync_state s
		where s.workspace_id::text = v_workspace or (v_workspace is null and (nullif(p_workflow_id, '') is null
			or coalesce(s.consumer->>'workflowId', nullif(btrim(s.run_by_workflow), ''), p_workflow_id) = p_workflow_id))), '[]'));
end $$;

revoke all on function servicetitan_run_sizes, servicetitan_walked, servicetitan_newest_run, servicetitan_health_json,
	servicetitan_health_facts from PUBLIC, anon, authenticated;
grant execute on function servicetitan_run_sizes, servicetitan_walked, servicetitan_newest_run, servicetitan_health_json,
	servicetitan_health_facts to service_role;

reset search_path;
