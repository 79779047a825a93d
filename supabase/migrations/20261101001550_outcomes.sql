-- What the outcomes of a batch mean for the rows that failed, and for the run.
set search_path = public, pg_temp;

create or replace function servicetitan_count_outcomes(p_outcomes jsonb) returns jsonb
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select jsonb_object_agg(k.outcome, coalesce(n.times, 0))
	from unnest(array['created', 'updated', 'unchanged', 'linked', 'skipped', 'failed']) as k(outcome)
	left join (
		select o->>'outcome' as outcome, count(*) as times from jsonb_array_elements(p_outcomes) as o group by 1
	) as n using (outcome)
$$;

-- Keeps the rows that failed, to be tried again ever later, and forgets those that are settled.
create or replace function servicetitan_note_failures(p_workspace_id text, p_run_id uuid, p_outcomes jsonb) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	delete from servicetitan_sync_failures f
	where f.workspace_id = p_workspace_id
		and f.crm_id in (select o->>'crm_id' from jsonb_array_elements(p_outcomes) as o where o->>'outcome' <> 'failed')
		and f.crm_id not in (select o->>'crm_id' from jsonb_array_elements(p_outcomes) as o where o->>'outcome' = 'failed');
	insert into servicetitan_sync_failures as f (workspace_id, crm_id, reason, sqlstate, run_id, next_attempt_at)
	select distinct on (o->>'crm_id') p_workspace_id, o->>'crm_id', o->>'reason', o->>'sqlstate', p_run_id, now() + interval '15 minutes'
	from jsonb_array_elements(p_outcomes) as o
	where o->>'outcome' = 'failed' and o->>'crm_id' <> ''
	order by o->>'crm_id', (o->>'ord')::int desc
	on conflict (workspace_id, crm_id) do update
	set reason = excluded.reason, sqlstate = excluded.sqlstate, run_id = excluded.run_id, status = 'open',
		attempts = f.attempts + 1, last_failed_at = now(),
		next_attempt_at = now() + least(interval '15 minutes' * 2 ^ least(f.attempts, 10), interval '24 hours');
$$;

-- Acknowledges what was handed out, adds to the run's counts and renews its lease.
create or replace function servicetitan_credit_run(p_state servicetitan_sync_state, p_outcomes jsonb, p_counts jsonb) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	update servicetitan_sync_handed_out h set acknowledged_at = clock_timestamp()
	where h.run_id = p_state.run_id and h.acknowledged_at is null
		and h.crm_id in (select o->>'crm_id' from jsonb_array_elements(p_outcomes) as o);
	update servicetitan_sync_runs r
	set heartbeat_at = clock_timestamp(), created = r.created + (p_counts->>'created')::int,
		updated = r.updated + (p_counts->>'updated')::int, unchanged = r.unchanged + (p_counts->>'unchanged')::int,
		linked = r.linked + (p_counts->>'linked')::int, skipped = r.skipped + (p_counts->>'skipped')::int,
		failed = r.failed + (p_counts->>'failed')::int
	where r.run_id = p_state.run_id;
	update servicetitan_sync_state s
	set lease_expires_at = clock_timestamp() + make_interval(mins => coalesce(s.lease_minutes, 10)), updated_at = clock_timestamp()
	where s.workspace_id::text = p_state.workspace_id::text;
$$;

revoke all on function servicetitan_count_outcomes, servicetitan_note_failures, servicetitan_credit_run
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_count_outcomes, servicetitan_note_failures, servicetitan_credit_run
	to service_role;

reset search_path;
