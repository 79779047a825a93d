-- Which workspace a run means, and what it hears when it starts.
set search_path = public, pg_temp;

-- The workspace named, or the one of the credential's tenant: {outcome: 'found', workspace_id} or a refusal.
create or replace function servicetitan_find_workspace(p_workspace_id text, p_tenant_id text, p_environment text) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
declare
	v_found text[];
begin
	if coalesce(p_workspace_id, '') <> '' then
		return jsonb_build_object('outcome', 'found', 'workspace_id', p_workspace_id);
	end if;
	select array_agg(s.workspace_id::text order by s.workspace_id) into v_found from servicetitan_sync_state s
	where s.tenant_id = p_tenant_id and s.environment = p_environment;
	return case coalesce(cardinality(v_found), 0)
		when 0 then jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', null,
			'tenant_id', p_tenant_id, 'environment', p_environment)
		when 1 then jsonb_build_object('outcome', 'found', 'workspace_id', v_found[1])
		else jsonb_build_object('outcome', 'ambiguous_workspace', 'workspaces', to_jsonb(v_found)) end;
end $$;

-- What a run that started knows from then on. Built from the tables alone, so that a repeated call hears the same.
create or replace function servicetitan_started(p_workspace_id text, p_run_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
	v_run servicetitan_sync_runs;
	v_now timestamptz := clock_timestamp();
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id;
	select * into v_run from servicetitan_sync_runs where run_id = p_run_id;
	return jsonb_build_object(
		'outcome', 'started',
		'run_id', p_run_id,
		'workspace_id', p_workspace_id,
		'started_at', servicetitan_iso(v_run.started_at),
		'now', servicetitan_iso(v_now),
		'lease_expires_at', servicetitan_iso(v_state.lease_expires_at),
		'lease_minutes', v_state.lease_minutes,
		'cursor', servicetitan_iso(v_run.cursor_from),
		'window', v_state.read_window,
		'contact_token', v_state.contact_token,
		'backfill', case when v_run.mode = 'initial' then v_state.backfill || jsonb_build_object(
			'customersFrom', v_state.last_continue_from, 'contactsFrom', v_state.initial_contact_token) end,
		'clock', v_state.servicetitan_clock,
		'newest_read_at', servicetitan_iso(v_state.newest_read_at),
		'newest_read_ahead', v_state.newest_read_ahead,
		'initial_sync_completed', coalesce(v_state.initial_sync_completed, false),
		'timezone', v_state.timezone,
		'business_hours', v_state.business_hours,
		'delivered', (
			select jsonb_build_object(
				'customer', coalesce(jsonb_object_agg(d.record_id, d.version) filter (where d.stream = 'customer'), '{}'),
				'contact_method', coalesce(jsonb_object_agg(d.record_id, d.version) filter (where d.stream = 'contact_method'), '{}'))
			from servicetitan_sync_delivered d where d.workspace_id = p_workspace_id),
		'retries', coalesce((
			-- Whoever has waited longest beyond the time it was due goes first, so that everybody's turn comes.
			select jsonb_agg(due.crm_id order by due.next_attempt_at, due.crm_id) from (
				select f.crm_id, f.next_attempt_at from servicetitan_sync_failures f
				where f.workspace_id = p_workspace_id and f.status = 'open' and f.next_attempt_at <= v_now and v_run.mode <> 'initial'
				order by f.next_attempt_at, f.crm_id limit 500
			) as due), '[]'),
		'failing', (
			select count(*) from servicetitan_sync_failures f where f.workspace_id = p_workspace_id and f.status = 'open'),
		'taken_over', (
			select jsonb_build_object('run_id', r.run_id, 'started_at', servicetitan_iso(r.started_at),
				'failure', r.failure, 'remaining', r.remaining)
			from servicetitan_sync_runs r
			where r.workspace_id = p_workspace_id and r.taken_over_by = p_run_id
			order by r.started_at desc limit 1));
end $$;

revoke all on function servicetitan_find_workspace, servicetitan_started from PUBLIC, anon, authenticated;
grant execute on function servicetitan_find_workspace, servicetitan_started to service_role;

reset search_path;
