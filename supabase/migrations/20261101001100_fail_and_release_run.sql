-- Ends that are no success: a failure, and a person who sets things free.
set search_path = public, pg_temp;

-- An earlier form of it knew no node. Both at once would leave the API without a choice.
drop function if exists servicetitan_fail_run(text, uuid, text, text, text, numeric);

create or replace function servicetitan_fail_run(
	p_workspace_id text default null, p_run_id uuid default null, p_kind text default 'unavailable',
	p_failure text default null, p_workflow_id text default null, p_age_seconds numeric default null, p_node_name text default null
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_workspace text := nullif(p_workspace_id, '');
	v_failure text := coalesce(nullif(btrim(p_failure), ''), 'The run failed without saying why.');
	v_run servicetitan_sync_runs;
	v_state servicetitan_sync_state;
begin
	-- By its id; or, from an Error Trigger, which knows no run, the one that the failed execution's own trigger had
	-- handed out before: a run that started later belongs to another execution, one of another node to another lane of
	-- the workflow, and a run in one node records its own failure.
	select * into v_run from servicetitan_sync_runs r
	where (v_workspace is null or r.workspace_id = v_workspace) and case
		when p_run_id is not null then r.run_id = p_run_id
		else r.status = 'running' and r.source = 'trigger' and r.consumer->>'workflowId' = p_workflow_id
			and (nullif(p_node_name, '') is null or r.consumer->>'nodeName' = p_node_name)
			and r.started_at <= clock_timestamp() - make_interval(secs => coalesce(p_age_seconds, 0)::double precision) end
	order by r.started_at desc limit 1;
	if not found then
		return jsonb_build_object('outcome', 'nothing_open');
	end if;
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = v_run.workspace_id for update;
	-- Again, now that nobody else can close it.
	select * into v_run from servicetitan_sync_runs r where r.run_id = v_run.run_id;
	if v_run.status <> 'running' then
		return jsonb_build_object('outcome', 'already_closed', 'status', v_run.status);
	end if;
	v_run := servicetitan_abandon_run(v_run.run_id, coalesce(p_kind, 'unavailable'), v_failure);
	update servicetitan_sync_state s
	set sync_status = 'failed', last_error = v_failure, run_id = null, run_started_at = null, lease_expires_at = null,
		last_run_id = v_run.run_id, updated_at = v_run.finished_at
	where s.workspace_id::text = v_run.workspace_id and s.run_id = v_run.run_id;
	return jsonb_build_object('outcome', 'failed', 'run', servicetitan_run_json(v_run));
end $$;

create or replace function servicetitan_release_run(
	p_workspace_id text, p_reason text default null, p_take_over boolean default false
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
	v_run servicetitan_sync_runs;
	v_failure text := 'Released by a person: ' || coalesce(nullif(btrim(p_reason), ''), 'no reason given');
	v_clear boolean;
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id for update;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	end if;
	v_clear := coalesce(p_take_over, false) and v_state.consumer is not null;
	v_run := servicetitan_abandon_run(v_state.run_id, 'interrupted', v_failure);
	update servicetitan_sync_state s
	set sync_status = case when s.run_id is not null or s.sync_status = 'running' then 'idle' else s.sync_status end,
		last_error = case when v_run.run_id is not null then v_failure else s.last_error end,
		last_run_id = coalesce(v_run.run_id, s.last_run_id),
		run_id = null, run_started_at = null, lease_expires_at = null,
		consumer = case when v_clear then null else s.consumer end, updated_at = clock_timestamp()
	where s.workspace_id::text = p_workspace_id;
	return jsonb_build_object('outcome', 'released', 'workspace_id', p_workspace_id,
		'run', case when v_run.run_id is not null then servicetitan_run_json(v_run) end, 'consumer_cleared', v_clear);
end $$;

revoke all on function servicetitan_fail_run, servicetitan_release_run from PUBLIC, anon, authenticated;
grant execute on function servicetitan_fail_run, servicetitan_release_run to service_role;

reset search_path;
