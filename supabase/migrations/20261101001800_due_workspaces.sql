-- Many workspaces on one n8n: which workflow runs each of them, and whose turn it is.
set search_path = public, pg_temp;

-- The newest migration that was applied. Every later migration replaces this function with its own timestamp.
create or replace function servicetitan_schema_version() returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('version', '20261101001800');
end $$;

alter table servicetitan_sync_state
	add column if not exists run_by_workflow text,
	add column if not exists dispatched_at timestamptz,
	add column if not exists dispatch_id uuid;

-- Words for the table editor. What the owner wrote there stays.
do $$
declare
	v_column text;
	v_words text;
begin
	for v_column, v_words in values
		('run_by_workflow', 'The id of the n8n workflow that runs this workspace when its turn comes. Empty: Take Due leaves the workspace out.'),
		('dispatched_at', 'When Take Due last gave this workspace to its workflow.'),
		('dispatch_id', 'Which call of Take Due that was, so that one repeated after a lost answer hears the same again.')
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

-- Whether a run goes on that still counts: one whose lease is over has to be taken over from.
create or replace function servicetitan_is_busy(p_state servicetitan_sync_state) returns boolean
language sql stable security invoker set search_path = public, pg_temp
as $$
	select p_state.run_id is not null and coalesce(p_state.sync_status = 'running' and p_state.lease_expires_at > clock_timestamp(), false)
$$;

-- All that tells whose turn it is, of every workspace. Nothing is decided here: business hours are the caller's business.
create or replace function servicetitan_list_turns() returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object(
		'now', servicetitan_iso(clock_timestamp()),
		'workspaces', coalesce((
			select jsonb_agg(jsonb_build_object(
				'workspace_id', s.workspace_id::text,
				'tenant_id', s.tenant_id,
				'timezone', s.timezone,
				'business_hours', s.business_hours,
				'sync_enabled', coalesce(s.sync_enabled, true),
				'run_by_workflow', nullif(btrim(s.run_by_workflow), ''),
				'has_trigger', s.consumer is not null,
				'busy', servicetitan_is_busy(s),
				'last_started_at', servicetitan_iso(newest.started_at),
				'last_status', newest.status,
				'dispatched_at', servicetitan_iso(s.dispatched_at)) order by s.workspace_id)
			from servicetitan_sync_state s left join lateral (
				select r.started_at, r.status from servicetitan_sync_runs r
				where r.workspace_id = s.workspace_id::text and r.mode <> 'reset'
				order by r.started_at desc limit 1
			) as newest on true), '[]'));
end $$;

-- Notes that workspaces are given to their workflows: of those named, in their order, the first p_limit that nobody else
-- took since they were listed. The caller makes p_dispatch_id: a call repeated after a lost answer hears the same again.
create or replace function servicetitan_take_turns(p_workspaces jsonb, p_dispatch_id uuid, p_limit int default 50) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_seen jsonb := case when jsonb_typeof(p_workspaces) = 'array' then p_workspaces else '[]' end;
	v_taken jsonb;
begin
	select jsonb_agg(s.workspace_id::text) into v_taken from servicetitan_sync_state s where s.dispatch_id = p_dispatch_id;
	if v_taken is not null then
		return jsonb_build_object('taken', v_taken);
	end if;
	with seen as materialized (
		select w->>'workspace_id' as workspace_id, w->>'dispatched_at' as dispatched_at, place
		from jsonb_array_elements(v_seen) with ordinality as e(w, place)
	), free as materialized (
		select s.workspace_id from seen join servicetitan_sync_state s on s.workspace_id::text = seen.workspace_id
		where servicetitan_iso(s.dispatched_at) is not distinct from seen.dispatched_at
			and coalesce(s.sync_enabled, true) and not servicetitan_is_busy(s)
		order by seen.place limit greatest(coalesce(p_limit, 50), 0)
		-- A row that is locked belongs to a run, or to somebody who takes it at this moment.
		for update of s skip locked
	), taken as (
		-- Not updated_at: being given away is no sign of life of a sync.
		update servicetitan_sync_state s set dispatched_at = clock_timestamp(), dispatch_id = p_dispatch_id
		from free where s.workspace_id = free.workspace_id
		returning s.workspace_id::text as workspace_id
	)
	select coalesce(jsonb_agg(workspace_id), '[]') into v_taken from taken;
	return jsonb_build_object('taken', v_taken);
end $$;

revoke all on function servicetitan_schema_version, servicetitan_is_busy, servicetitan_list_turns, servicetitan_take_turns
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_schema_version, servicetitan_is_busy, servicetitan_list_turns, servicetitan_take_turns
	to service_role;

reset search_path;
