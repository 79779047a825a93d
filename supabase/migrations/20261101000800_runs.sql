-- What several functions need to know of a run.
set search_path = public, pg_temp;

create or replace function servicetitan_run_json(p_run servicetitan_sync_runs) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select jsonb_build_object(
		'run_id', p_run.run_id,
		'workspace_id', p_run.workspace_id,
		'mode', p_run.mode,
		'source', p_run.source,
		'status', p_run.status,
		'started_at', servicetitan_iso(p_run.started_at),
		'finished_at', servicetitan_iso(p_run.finished_at),
		'cursor_from', servicetitan_iso(p_run.cursor_from),
		'cursor_to', servicetitan_iso(p_run.cursor_to),
		'fetched', p_run.fetched,
		'created', p_run.created,
		'updated', p_run.updated,
		'unchanged', p_run.unchanged,
		'linked', p_run.linked,
		'skipped', p_run.skipped,
		'failed', p_run.failed,
		'handed_out', p_run.handed_out,
		'remaining', p_run.remaining,
		'failure_kind', p_run.failure_kind,
		'failure', p_run.failure,
		'note', p_run.note,
		'progress', p_run.progress)
$$;

-- Who holds the workspace, or null.
create or replace function servicetitan_holder(p_state servicetitan_sync_state) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select jsonb_build_object(
		'run_id', p_state.run_id,
		'mode', r.mode,
		'source', r.source,
		'consumer', r.consumer,
		'started_at', servicetitan_iso(p_state.run_started_at),
		'lease_expires_at', servicetitan_iso(p_state.lease_expires_at),
		'progress', r.progress)
	-- The history may have been cleared by hand while the run went on.
	from (select p_state.run_id) as held left join servicetitan_sync_runs r using (run_id)
	where p_state.run_id is not null
$$;

-- Customers given to the workflow that have not come back yet.
create or replace function servicetitan_unacknowledged(p_run_id uuid) returns int
language sql stable security invoker set search_path = public, pg_temp
as $$ select count(*)::int from servicetitan_sync_handed_out where run_id = p_run_id and acknowledged_at is null $$;

-- Whether a call may still act for its run. The state row must be locked.
create or replace function servicetitan_is_current(p_state servicetitan_sync_state, p_run_id uuid) returns boolean
language sql stable security invoker set search_path = public, pg_temp
as $$
	select p_state.run_id is not distinct from p_run_id and exists (
		select from servicetitan_sync_runs r
		where r.run_id = p_run_id and r.workspace_id = p_state.workspace_id::text and r.status = 'running')
$$;

-- The answer to a run that is not the current one: what became of it, in words and as a code.
create or replace function servicetitan_not_current(p_state servicetitan_sync_state, p_run_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
declare
	v_run servicetitan_sync_runs;
begin
	select * into v_run from servicetitan_sync_runs r
	where r.run_id = p_run_id and r.workspace_id = p_state.workspace_id::text;
	return jsonb_build_object(
		'outcome', 'not_current',
		'run_id', p_run_id,
		'status', v_run.status,
		'closed_by', case
			when v_run.run_id is null then 'unknown'
			when v_run.taken_over_by is not null then 'taken_over'
			-- Somebody emptied run_id in servicetitan_sync_state.
			when v_run.status = 'running' or v_run.failure like 'Released by a person:%' then 'released'
			when v_run.status = 'failed' then 'failed'
			else 'finished' end,
		'reason', case
			when v_run.run_id is null then 'This workspace has no such run.'
			when v_run.status = 'running' then 'It was released by hand in servicetitan_sync_state.'
			when v_run.status = 'failed' then coalesce(v_run.failure, 'The run has failed.')
			else 'The run is finished.' end,
		'holder', servicetitan_holder(p_state));
end $$;

-- Closes a run that did not come to its end. What was handed out and never written is counted and forgotten.
create or replace function servicetitan_abandon_run(p_run_id uuid, p_kind text, p_failure text, p_taken_over_by uuid default null)
returns servicetitan_sync_runs
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_run servicetitan_sync_runs;
begin
	update servicetitan_sync_runs r
	set status = 'failed', finished_at = clock_timestamp(), failure_kind = p_kind, failure = p_failure,
		taken_over_by = p_taken_over_by, remaining = servicetitan_unacknowledged(p_run_id)
	where r.run_id = p_run_id and r.status = 'running'
	returning * into v_run;
	delete from servicetitan_sync_handed_out where run_id = p_run_id;
	return v_run;
end $$;

revoke all on function servicetitan_run_json, servicetitan_holder, servicetitan_unacknowledged, servicetitan_is_current,
	servicetitan_not_current, servicetitan_abandon_run from PUBLIC, anon, authenticated;
grant execute on function servicetitan_run_json, servicetitan_holder, servicetitan_unacknowledged, servicetitan_is_current,
	servicetitan_not_current, servicetitan_abandon_run to service_role;

reset search_path;
