-- Setting up a workspace, pausing it, moving its cursor by hand.
set search_path = public, pg_temp;

create or replace function servicetitan_workspace_json(p_state servicetitan_sync_state) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select jsonb_build_object(
		'workspace_id', p_state.workspace_id::text,
		'tenant_id', p_state.tenant_id,
		'environment', p_state.environment,
		'timezone', p_state.timezone,
		'business_hours', p_state.business_hours,
		'sync_enabled', coalesce(p_state.sync_enabled, true),
		'initial_sync_completed', coalesce(p_state.initial_sync_completed, false))
$$;

create or replace function servicetitan_add_workspace(p_workspace_id text) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	-- populate_record brings the id to the type of the column, which an older table may have as bigint.
	insert into servicetitan_sync_state (workspace_id, sync_enabled, sync_status, initial_sync_completed,
		total_customers_synced, last_sync_created, last_sync_updated, last_sync_errors, updated_at)
	select typed.workspace_id, true, 'idle', false, 0, 0, 0, 0, now()
	from jsonb_populate_record(null::servicetitan_sync_state, jsonb_build_object('workspace_id', p_workspace_id)) as typed
$$;

-- An earlier form of it knew no workflow. Both at once would leave the API without a choice.
drop function if exists servicetitan_set_up_workspace(text, text, text, text, jsonb);

create or replace function servicetitan_set_up_workspace(
	p_workspace_id text, p_tenant_id text, p_environment text, p_timezone text default null, p_business_hours jsonb default null,
	p_run_by_workflow text default null
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_before servicetitan_sync_state;
	v_after servicetitan_sync_state;
	v_hours jsonb := case when jsonb_typeof(p_business_hours) = 'object' then p_business_hours end;
	v_new boolean;
	v_changed boolean;
begin
	if coalesce(p_workspace_id, '') = '' then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	end if;
	if nullif(p_timezone, '') is not null and not exists (select from pg_timezone_names where name = p_timezone) then
		return jsonb_build_object('outcome', 'bad_timezone', 'timezone', p_timezone);
	end if;
	-- There is no row to lock yet, and an older table may have no key: two at once must not make two rows.
	perform pg_advisory_xact_lock(hashtextextended('servicetitan_set_up_workspace ' || p_workspace_id, 0));
	v_new := not exists (select from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id);
	if v_new then
		perform servicetitan_add_workspace(p_workspace_id);
	end if;
	select * into v_before from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id for update;
	if v_before.tenant_id <> nullif(p_tenant_id, '') or v_before.environment <> nullif(p_environment, '') then
		return jsonb_build_object('outcome', 'other_tenant',
			'tenant_id', v_before.tenant_id, 'environment', v_before.environment);
	end if;
	update servicetitan_sync_state s
	set tenant_id = coalesce(nullif(p_tenant_id, ''), s.tenant_id),
		environment = coalesce(nullif(p_environment, ''), s.environment),
		timezone = coalesce(nullif(p_timezone, ''), s.timezone), business_hours = coalesce(v_hours, s.business_hours),
		run_by_workflow = coalesce(nullif(btrim(p_run_by_workflow), ''), s.run_by_workflow)
	where s.workspace_id::text = p_workspace_id
	returning * into v_after;
	v_changed := servicetitan_workspace_json(v_after) is distinct from servicetitan_workspace_json(v_before)
		or v_after.run_by_workflow is distinct from v_before.run_by_workflow;
	if v_changed then
		update servicetitan_sync_state s set updated_at = now() where s.workspace_id::text = p_workspace_id;
	end if;
	return jsonb_build_object(
		'outcome', case when v_new then 'created' when v_changed then 'updated' else 'unchanged' end,
		'workspace', servicetitan_workspace_json(v_after)
			|| jsonb_build_object('last_modified_cursor', servicetitan_show_cursor(v_after), 'run_by_workflow', v_after.run_by_workflow));
end $$;

create or replace function servicetitan_list_workspaces() returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('workspaces', coalesce(
		(select jsonb_agg(servicetitan_workspace_json(s) order by s.workspace_id) from servicetitan_sync_state s), '[]'));
end $$;

create or replace function servicetitan_set_enabled(p_workspace_id text, p_enabled boolean) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
	v_changed boolean;
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id for update;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	end if;
	v_changed := coalesce(v_state.sync_enabled, true) is distinct from p_enabled and p_enabled is not null;
	if v_changed then
		update servicetitan_sync_state s set sync_enabled = p_enabled, updated_at = now()
		where s.workspace_id::text = p_workspace_id;
	end if;
	return jsonb_build_object('outcome', case when v_changed then 'updated' else 'unchanged' end,
		'workspace_id', p_workspace_id, 'sync_enabled', coalesce(p_enabled, v_state.sync_enabled, true));
end $$;

revoke all on function servicetitan_workspace_json, servicetitan_add_workspace, servicetitan_set_up_workspace,
	servicetitan_list_workspaces, servicetitan_set_enabled from PUBLIC, anon, authenticated;
grant execute on function servicetitan_workspace_json, servicetitan_add_workspace, servicetitan_set_up_workspace,
	servicetitan_list_workspaces, servicetitan_set_enabled to service_role;

reset search_path;
