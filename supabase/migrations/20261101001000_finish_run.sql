-- A run's good end.
set search_path = public, pg_temp;

-- Moves the cursor, the window and what was delivered to where the run got.
-- Returns the new cursor (null where it stays) and whether a person had moved it meanwhile: then the person wins, and
-- nothing is remembered of this run's reading, so that the next one reads all that the person asked for.
create or replace function servicetitan_apply_commit(
	p_state servicetitan_sync_state, p_run servicetitan_sync_runs, p_commit jsonb, out cursor_to timestamptz, out moved_by_user boolean
)
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_workspace text := p_state.workspace_id::text;
	v_initial boolean := coalesce(p_commit->'initial_sync_completed' = 'true', false);
begin
	begin
		moved_by_user := servicetitan_read_cursor(p_state) is distinct from p_run.cursor_from;
	exception when data_exception then
		moved_by_user := true;
	end;
	-- Right after a write a customer may not be there for a while: only one that stays away is gone.
	update servicetitan_sync_failures f set status = 'gone'
	where f.workspace_id = v_workspace and f.first_failed_at < clock_timestamp() - interval '1 hour' and f.crm_id in (
		select jsonb_array_elements_text(case when jsonb_typeof(p_commit->'gone') = 'array' then p_commit->'gone' else '[]' end));
	update servicetitan_sync_state s
	set read_window = case
			when moved_by_user then null
			when p_commit ? 'window' then nullif(p_commit->'window', 'null')
			-- A commit that does not speak of the window leaves it alone, unless it moves the cursor past it.
			when p_commit->>'cursor_to' is null then s.read_window end,
		contact_token = case when moved_by_user then s.contact_token else coalesce(p_commit->>'contact_token', s.contact_token) end,
		initial_sync_completed = coalesce(s.initial_sync_completed, false) or v_initial,
		backfill = case when not v_initial then s.backfill end,
		last_continue_from = case when not v_initial then s.last_continue_from end,
		initial_contact_token = case when not v_initial then s.initial_contact_token end
	where s.workspace_id::text = v_workspace;
	if v_initial then
		-- The cursor goes back behind what the first run only noted: what was noted there has to come.
		delete from servicetitan_sync_delivered d where d.workspace_id = v_workspace;
	end if;
	if moved_by_user then
		return;
	end if;
	perform servicetitan_remember_delivered(v_workspace, p_commit->'delivered', p_commit->'delivered_since');
	-- "now" and "infinity" are moments to PostgreSQL, but none that a run can have come to.
	if p_commit->>'cursor_to' !~ '^\d{4}-\d{2}-\d{2}T' then
		raise invalid_datetime_format using message = format('cursor_to is no date and time: %s', left(p_commit->>'cursor_to', 40));
	end if;
	cursor_to := servicetitan_moment(p_commit->>'cursor_to');
	if cursor_to is not null then
		update servicetitan_sync_state s
		set servicetitan_clock = case when jsonb_typeof(p_commit->'clock') = 'object' then p_commit->'clock' end,
			newest_read_ahead = null
		where s.workspace_id::text = v_workspace;
		-- Never ahead of this database's clock, whatever the caller's says. (least() would turn null into now.)
		cursor_to := least(cursor_to, clock_timestamp());
		perform servicetitan_store_cursor(v_workspace, cursor_to);
	end if;
end $$;

-- Forgets some of what an initial sync has staged, once it is no longer under way: {cleared}. All of it at once could
-- take longer than a statement may.
create or replace function servicetitan_clear_staged(p_workspace_id text, p_limit int default 50000) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
	v_cleared int;
begin
	-- Locked: otherwise an initial sync might begin meanwhile, and lose what it has just staged.
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id for update;
	if v_state.backfill is not null then
		return jsonb_build_object('cleared', 0);
	end if;
	-- By their key, not by their place: that is looked up one by one where the planner thinks the table small.
	delete from servicetitan_sync_staged s
	where s.workspace_id = p_workspace_id and s.method_id <= (
		select max(lowest.method_id) from (
			select t.method_id from servicetitan_sync_staged t where t.workspace_id = p_workspace_id
			order by t.method_id limit greatest(coalesce(p_limit, 0), 0)) as lowest);
	get diagnostics v_cleared = row_count;
	return jsonb_build_object('cleared', v_cleared);
end $$;

create or replace function servicetitan_remember_delivered(p_workspace_id text, p_delivered jsonb, p_since jsonb) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	-- Old versions first: what this run met is kept whatever its age, since the next run may meet it again.
	delete from servicetitan_sync_delivered d
	where d.workspace_id = p_workspace_id and d.version collate "C" < (p_since->>d.stream) collate "C";
	insert into servicetitan_sync_delivered (workspace_id, stream, record_id, version)
	select p_workspace_id, s.stream, v.key, v.value
	from unnest(array['customer', 'contact_method']) as s(stream)
	cross join lateral jsonb_each_text(
		case when jsonb_typeof(p_delivered->s.stream) = 'object' then p_delivered->s.stream else '{}' end) as v
	where v.value is not null
	on conflict (workspace_id, stream, record_id) do update set version = excluded.version;
$$;

create or replace function servicetitan_finish_run(
	p_workspace_id text, p_run_id uuid, p_commit jsonb default null, p_when text default 'all_arrived', p_fetched int default null
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
	v_run servicetitan_sync_runs;
	v_commit jsonb;
	v_missing int;
	v_to timestamptz;
	v_moved boolean := false;
	v_failed boolean;
	v_result jsonb;
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id for update;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	end if;
	select * into v_run from servicetitan_sync_runs r where r.run_id = p_run_id and r.workspace_id = p_workspace_id;
	if v_run.result is not null and v_run.status in ('completed', 'completed_with_failures') then
		return v_run.result;
	elsif not servicetitan_is_current(v_state, p_run_id) then
		return servicetitan_not_current(v_state, p_run_id);
	end if;
	v_missing := servicetitan_unacknowledged(p_run_id);
	if v_missing > 0 and p_when is distinct from 'now' then
		return jsonb_build_object('outcome', 'waiting', 'remaining', v_missing);
	end if;
	v_commit := case when jsonb_typeof(p_commit) = 'object' then p_commit else v_run.commit end;
	if v_commit is not null then
		select * into v_to, v_moved from servicetitan_apply_commit(v_state, v_run, v_commit);
	end if;
	-- A row that failed first and was written when its batch came again has not failed.
	v_failed := exists (
		select from servicetitan_sync_failures f
		where f.run_id = p_run_id and f.workspace_id = p_workspace_id and f.status = 'open');
	update servicetitan_sync_runs r
	set status = case when v_failed then 'completed_with_failures' else 'completed' end,
		failed = case when v_failed then r.failed else 0 end,
		finished_at = clock_timestamp(), heartbeat_at = clock_timestamp(), cursor_to = v_to, commit = v_commit,
		fetched = coalesce(p_fetched, r.fetched), skipped = r.skipped + v_missing, remaining = 0,
		note = nullif(concat_ws(' ', v_commit->>'note', case when v_missing > 0 then
			format('%s customers were left out on purpose.', v_missing) end), '')
	where r.run_id = p_run_id
	returning * into v_run;
	-- Those that were left out stay known for a while: one that comes all the same is not lost, see upsert.
	delete from servicetitan_sync_handed_out h using servicetitan_sync_runs r
	where r.run_id = h.run_id and r.workspace_id = p_workspace_id
		and (r.finished_at < now() - interval '2 days' or (h.run_id = p_run_id and h.acknowledged_at is not null));
	perform servicetitan_clear_staged(p_workspace_id, 10000);
	delete from servicetitan_sync_batches b where b.workspace_id = p_workspace_id and b.created_at < now() - interval '2 days';
	update servicetitan_sync_state s
	set run_id = null, run_started_at = null, lease_expires_at = null, sync_status = 'completed',
		last_error = case when v_run.failed > 0 then
			format('%s could not be written: see servicetitan_sync_failures',
				case v_run.failed when 1 then '1 row' else v_run.failed || ' rows' end) end,
		last_sync_created = v_run.created + v_run.linked, last_sync_updated = v_run.updated, last_sync_errors = v_run.failed,
		total_customers_synced = coalesce(s.total_customers_synced, 0) + v_run.created + v_run.linked,
		last_run_id = p_run_id, last_success_at = v_run.finished_at, updated_at = v_run.finished_at
	where s.workspace_id::text = p_workspace_id;
	v_result := jsonb_build_object(
		'outcome', 'finished',
		'run', servicetitan_run_json(v_run) || jsonb_build_object('initial_sync_completed', (
			select coalesce(s.initial_sync_completed, false) from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id)),
		'cursor_moved_by_user', v_moved,
		'failed_rows', coalesce((
			select jsonb_agg(jsonb_build_object('crm_id', worst.crm_id, 'reason', worst.reason)) from (
				select f.crm_id, f.reason from servicetitan_sync_failures f
				where f.run_id = p_run_id and f.workspace_id = p_workspace_id order by f.first_failed_at, f.crm_id limit 20
			) as worst), '[]'));
	update servicetitan_sync_runs r set result = v_result where r.run_id = p_run_id;
	return v_result;
end $$;

revoke all on function servicetitan_apply_commit, servicetitan_clear_staged, servicetitan_remember_delivered, servicetitan_finish_run
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_apply_commit, servicetitan_clear_staged, servicetitan_remember_delivered, servicetitan_finish_run
	to service_role;

reset search_path;
