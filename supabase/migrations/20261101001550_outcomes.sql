-- What the outcomes of a batch mean for the rows that failed, and for the run. An outcome is one row's, or that of `times`
-- rows of which nothing more was told.
set search_path = public, pg_temp;

create or replace function servicetitan_count_outcomes(p_outcomes jsonb) returns jsonb
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select jsonb_object_agg(k.outcome, coalesce(n.times, 0))
	from unnest(array['created', 'updated', 'unchanged', 'linked', 'skipped', 'failed']) as k(outcome)
	left join (
		select o->>'outcome' as outcome, sum(coalesce((o->>'times')::int, 1)) as times from jsonb_array_elements(p_outcomes) as o group by 1
	) as n using (outcome)
$$;

-- Keeps the rows that failed, to be tried again ever later, and forgets those that are settled: by a run, or by an item
-- without one that is no older than what failed. An old item that is written does not say that the newer version was.
create or replace function servicetitan_note_failures(p_workspace_id text, p_run_id uuid, p_outcomes jsonb, p_rows jsonb) returns void
language plpgsql security invoker set search_path = public, pg_temp
as $$
begin
	-- As most batches are: none of its rows failed, and nothing is noted that it could settle.
	if not p_outcomes @> '[{"outcome": "failed"}]'
		and not exists (select from servicetitan_sync_failures f where f.workspace_id = p_workspace_id) then
		return;
	end if;
	delete from servicetitan_sync_failures f
	using (
		select o->>'crm_id' as crm_id, bool_or(o->>'outcome' = 'failed') as failed, max(r.raw->>'source_modified_on' collate "C") as version
		from jsonb_array_elements(p_outcomes) as o join jsonb_array_elements(p_rows) with ordinality as r(raw, ord) on r.ord = (o->>'ord')::int
		group by o->>'crm_id'
	) as came
	where f.workspace_id = p_workspace_id and f.crm_id = came.crm_id and not came.failed
		and (p_run_id is not null or f.source_modified_on is null or came.version >= f.source_modified_on collate "C");
	insert into servicetitan_sync_failures as f (workspace_id, crm_id, reason, sqlstate, run_id, source_modified_on, next_attempt_at)
	select distinct on (o->>'crm_id') p_workspace_id, o->>'crm_id', o->>'reason', o->>'sqlstate', p_run_id,
		r.raw->>'source_modified_on', now() + interval '15 minutes'
	from jsonb_array_elements(p_outcomes) as o join jsonb_array_elements(p_rows) with ordinality as r(raw, ord) on r.ord = (o->>'ord')::int
	where o->>'outcome' = 'failed' and o->>'crm_id' <> ''
	order by o->>'crm_id', (o->>'ord')::int desc
	on conflict (workspace_id, crm_id) do update
	set reason = excluded.reason, sqlstate = excluded.sqlstate, run_id = excluded.run_id, status = 'open',
		source_modified_on = greatest(f.source_modified_on collate "C", excluded.source_modified_on collate "C"),
		attempts = f.attempts + 1, last_failed_at = now(),
		next_attempt_at = now() + least(interval '15 minutes' * 2 ^ least(f.attempts, 10), interval '24 hours');
end $$;

-- Customers that were counted as left out when their run was finished, and came all the same: the next run reads them.
create or replace function servicetitan_note_late(p_workspace_id text, p_run_id uuid, p_rows jsonb) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	with late as (
		delete from servicetitan_sync_handed_out h
		where h.run_id = p_run_id and exists (
			-- A finished run of this workspace: what is handed out by one that goes on is still awaited.
			select from servicetitan_sync_runs r
			where r.run_id = h.run_id and r.workspace_id = p_workspace_id and r.status in ('completed', 'completed_with_failures')
		) and h.crm_id in (
			select btrim(r->>'crm_id') from jsonb_array_elements(p_rows) as r where not r ? 'set_aside' or r->>'set_aside' = 'failed')
		returning h.crm_id
	)
	insert into servicetitan_sync_failures as f (workspace_id, crm_id, reason)
	select p_workspace_id, l.crm_id, 'It came after its run was finished; the next run reads it again.' from late l
	on conflict (workspace_id, crm_id) do update set status = 'open', next_attempt_at = now();
$$;

-- The newest source_read_at of a batch. What is no moment is its row's own fault, and told there.
create or replace function servicetitan_newest_reading(p_rows jsonb) returns timestamptz
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
declare
	v_moment constant text := '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$';
	v_newest text := (select max(r->>'source_read_at' collate "C") from jsonb_array_elements(p_rows) as r);
begin
	-- Only where the last of all texts is no moment, each of them is looked at.
	if v_newest !~ v_moment then
		v_newest := (
			select max(r->>'source_read_at' collate "C") from jsonb_array_elements(p_rows) as r
			where r->>'source_read_at' ~ v_moment);
	end if;
	return servicetitan_moment(v_newest);
exception when data_exception then
	return null;
end $$;

-- What a batch adds to the counts of a run that handed customers out: each of them counts once. Coming again, since the
-- node tried its items once more, it would be unchanged: what was written stays counted as it was. A failure or a skip
-- gives way to what came later.
create or replace function servicetitan_count_once(p_run_id uuid, p_outcomes jsonb) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	with came as (
		select o->>'crm_id' as crm_id, o->>'outcome' as outcome, row_number() over (
			partition by o->>'crm_id' order by o->>'outcome' = 'skipped', (o->>'ord')::int) = 1 as first
		from jsonb_array_elements(p_outcomes) as o
	), judged as (
		select c.outcome, h.outcome as before,
			h.outcome is null or h.outcome in ('skipped', 'failed') or c.outcome = 'failed' as counts
		from came c left join servicetitan_sync_handed_out h on h.run_id = p_run_id and h.crm_id = c.crm_id
		where c.first or h.run_id is null
	), tally as (
		select o.outcome, count(*) filter (where j.outcome = o.outcome) - count(*) filter (where j.before = o.outcome) as more
		from unnest(array['created', 'updated', 'unchanged', 'linked', 'skipped', 'failed']) as o(outcome)
		left join judged j on j.counts
		group by o.outcome
	)
	select jsonb_object_agg(t.outcome, t.more) from tally t
$$;

-- Marks what was handed out as written.
create or replace function servicetitan_acknowledge(p_run_id uuid, p_outcomes jsonb) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	update servicetitan_sync_handed_out h
	set acknowledged_at = coalesce(h.acknowledged_at, clock_timestamp()),
		outcome = case when h.outcome is null or h.outcome in ('skipped', 'failed') or o.outcome = 'failed'
			then o.outcome else h.outcome end
	from (
		select distinct on (o->>'crm_id') o->>'crm_id' as crm_id, o->>'outcome' as outcome from jsonb_array_elements(p_outcomes) as o
		order by o->>'crm_id', o->>'outcome' = 'skipped', (o->>'ord')::int
	) as o
	where h.run_id = p_run_id and h.crm_id = o.crm_id
$$;

-- An earlier form of it counted the outcomes itself.
drop function if exists servicetitan_credit_run(servicetitan_sync_state, jsonb, jsonb);

-- Acknowledges what was handed out, adds to the run's counts and renews its lease.
create or replace function servicetitan_credit_run(p_state servicetitan_sync_state, p_outcomes jsonb, p_counts jsonb, p_rows jsonb) returns void
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	-- A run that reads and writes in one hands nobody out.
	v_hands_out boolean := exists (select from servicetitan_sync_handed_out h where h.run_id = p_state.run_id);
	v_more jsonb := case when v_hands_out then servicetitan_count_once(p_state.run_id, p_outcomes) else p_counts end;
	v_newest timestamptz := servicetitan_newest_reading(p_rows);
begin
	update servicetitan_sync_runs r
	set heartbeat_at = clock_timestamp(), created = r.created + (v_more->>'created')::int,
		updated = r.updated + (v_more->>'updated')::int, unchanged = r.unchanged + (v_more->>'unchanged')::int,
		linked = r.linked + (v_more->>'linked')::int, skipped = r.skipped + (v_more->>'skipped')::int,
		failed = r.failed + (v_more->>'failed')::int
	where r.run_id = p_state.run_id;
	if v_hands_out then
		perform servicetitan_acknowledge(p_state.run_id, p_outcomes);
	end if;
	update servicetitan_sync_state s
	set lease_expires_at = clock_timestamp() + make_interval(mins => coalesce(s.lease_minutes, 10)), updated_at = clock_timestamp(),
		newest_read_at = greatest(s.newest_read_at, v_newest),
		newest_read_ahead = greatest(s.newest_read_ahead, extract(epoch from v_newest - clock_timestamp()))
	where s.workspace_id::text = p_state.workspace_id::text;
end $$;

revoke all on function servicetitan_count_outcomes, servicetitan_note_failures, servicetitan_note_late,
	servicetitan_newest_reading, servicetitan_count_once, servicetitan_acknowledge, servicetitan_credit_run from PUBLIC, anon, authenticated;
grant execute on function servicetitan_count_outcomes, servicetitan_note_failures, servicetitan_note_late,
	servicetitan_newest_reading, servicetitan_count_once, servicetitan_acknowledge, servicetitan_credit_run to service_role;

reset search_path;
