-- Claiming a workspace for one run, and taking over from a run that died.
set search_path = public, pg_temp;

-- Records the run that died as failed.
-- Returns the new lease: doubled where an execution may still be waiting with customers in its hands.
create or replace function servicetitan_take_over(p_state servicetitan_sync_state, p_run_id uuid, p_lease_minutes int) returns int
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_dead servicetitan_sync_runs;
	v_missing int := servicetitan_unacknowledged(p_state.run_id);
begin
	select * into v_dead from servicetitan_sync_runs where run_id = p_state.run_id;
	perform servicetitan_abandon_run(p_state.run_id, 'interrupted', case
		when v_missing > 0 then format(
			'Handed out %s customer%s, %s never written: is there a filter, or a node that removes `sync`, between the Trigger and Supabase Contact Upsert, or was n8n stopped meanwhile?',
			v_dead.handed_out, case when v_dead.handed_out = 1 then '' else 's' end, v_missing)
		when p_state.lease_expires_at > clock_timestamp() then format(
			'sync_status was set to %s by hand while the run went on; the next run took over.', coalesce(p_state.sync_status, 'nothing'))
		else format('The run gave no sign of life since %s; the next run took over.',
			to_char(v_dead.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')) end, p_run_id);
	return case when v_dead.handed_out > 0
		then greatest(p_lease_minutes, least(2 * coalesce(p_state.lease_minutes, p_lease_minutes), 60))
		else p_lease_minutes end;
end $$;

-- Why a run may not start, or null. The state row is locked.
create or replace function servicetitan_refuse_start(
	p_state servicetitan_sync_state, p_source text, p_consumer jsonb, p_tenant_id text, p_environment text
) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	if (p_state.tenant_id is not null and p_state.tenant_id is distinct from p_tenant_id)
		or (p_state.environment is not null and p_state.environment is distinct from p_environment) then
		return jsonb_build_object('outcome', 'other_tenant', 'workspace_id', p_state.workspace_id::text,
			'tenant_id', p_state.tenant_id, 'environment', p_state.environment);
	elsif not coalesce(p_state.sync_enabled, true) then
		return jsonb_build_object('outcome', 'disabled', 'workspace_id', p_state.workspace_id::text,
			'since', servicetitan_iso(p_state.updated_at));
	elsif p_source = 'trigger' and p_state.consumer is not null
		and (p_state.consumer->>'workflowId', p_state.consumer->>'nodeId')
			is distinct from (p_consumer->>'workflowId', p_consumer->>'nodeId') then
		return jsonb_build_object('outcome', 'other_consumer', 'workspace_id', p_state.workspace_id::text,
			'consumer', p_state.consumer);
	end if;
	return null;
end $$;

-- An earlier form of it could not begin an initial sync again. Both at once would leave the API without a choice.
drop function if exists servicetitan_start_run(text, uuid, text, text, jsonb, text, text, int);

create or replace function servicetitan_start_run(
	p_workspace_id text, p_run_id uuid, p_mode text, p_source text, p_consumer jsonb,
	p_tenant_id text, p_environment text, p_lease_minutes int default 10, p_again boolean default false
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_found jsonb := servicetitan_find_workspace(p_workspace_id, p_tenant_id, p_environment);
	v_workspace text := v_found->>'workspace_id';
	v_consumer jsonb := case when jsonb_typeof(p_consumer) = 'object' then p_consumer end;
	-- At most a day: whoever claims for longer holds everybody up when it dies.
	v_lease int := least(greatest(coalesce(p_lease_minutes, 10), 1), 1440);
	v_state servicetitan_sync_state;
	v_refusal jsonb;
	v_cursor timestamptz;
	v_now timestamptz;
begin
	if v_found->>'outcome' <> 'found' then
		return v_found;
	end if;
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = v_workspace for update;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', v_workspace);
	end if;
	-- After the lock: waiting for it may have taken a while.
	v_now := clock_timestamp();
	v_refusal := servicetitan_refuse_start(v_state, p_source, v_consumer, p_tenant_id, p_environment);
	if v_refusal is not null then
		return v_refusal;
	elsif servicetitan_is_current(v_state, p_run_id) then
		return servicetitan_started(v_workspace, p_run_id);
	elsif exists (select from servicetitan_sync_runs where run_id = p_run_id) then
		return servicetitan_not_current(v_state, p_run_id);
	elsif v_state.run_id is not null and v_state.sync_status = 'running' and v_state.lease_expires_at > v_now then
		return jsonb_build_object('outcome', 'running', 'workspace_id', v_workspace, 'holder', servicetitan_holder(v_state));
	elsif p_mode = 'initial' and coalesce(v_state.initial_sync_completed, false) and v_state.backfill is null and not coalesce(p_again, false) then
		return jsonb_build_object('outcome', 'initial_sync_done', 'workspace_id', v_workspace);
	end if;
	begin
		v_cursor := servicetitan_read_cursor(v_state);
	exception when data_exception then
		return jsonb_build_object('outcome', 'cursor_unreadable', 'workspace_id', v_workspace,
			'cursor', v_state.last_modified_cursor::text);
	end;
	-- Where somebody emptied run_id by hand, the run that stood there still waits to be closed.
	v_state.run_id := coalesce(v_state.run_id, (
		select r.run_id from servicetitan_sync_runs r where r.workspace_id = v_workspace and r.status = 'running'
		order by r.started_at desc limit 1));
	if v_state.run_id is not null then
		v_lease := servicetitan_take_over(v_state, p_run_id, v_lease);
	end if;
	if v_state.committed_cursor <> coalesce(servicetitan_iso(v_cursor), 'none') then
		perform servicetitan_forget_reading(v_workspace, coalesce(v_cursor < servicetitan_moment(nullif(v_state.committed_cursor, 'none')), false));
	end if;
	insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, consumer, started_at, heartbeat_at, cursor_from)
	values (p_run_id, v_workspace, p_mode, p_source, v_consumer, v_now, v_now, v_cursor);
	update servicetitan_sync_state s
	set sync_status = 'running', run_id = p_run_id, run_started_at = v_now, lease_minutes = v_lease,
		lease_expires_at = v_now + make_interval(mins => v_lease), updated_at = v_now,
		consumer = case when p_source = 'trigger' then coalesce(v_consumer, s.consumer) else s.consumer end,
		tenant_id = coalesce(s.tenant_id, p_tenant_id), environment = coalesce(s.environment, p_environment),
		committed_cursor = coalesce(servicetitan_iso(v_cursor), 'none'),
		-- An initial sync that begins anew begins at the beginning, wherever an earlier one or an older system stopped.
		last_continue_from = case when p_mode = 'initial' and s.backfill is null then null else s.last_continue_from end,
		initial_contact_token = case when p_mode = 'initial' and s.backfill is null then null else s.initial_contact_token end
	where s.workspace_id::text = v_workspace;
	return servicetitan_started(v_workspace, p_run_id);
end $$;

revoke all on function servicetitan_take_over, servicetitan_refuse_start, servicetitan_start_run
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_take_over, servicetitan_refuse_start, servicetitan_start_run to service_role;

reset search_path;
