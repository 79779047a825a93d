-- A batch of customers on its way to contacts: one outcome for each row, in the order of the rows.
set search_path = public, pg_temp;

-- The rows of a batch at these places.
create or replace function servicetitan_pick_rows(p_rows jsonb, p_ords int[]) returns jsonb
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select case when cardinality(p_ords) = jsonb_array_length(p_rows) then p_rows else (
		select jsonb_agg(e.raw order by e.ord) from jsonb_array_elements(p_rows) with ordinality as e(raw, ord)
		where e.ord = any (p_ords)) end
$$;

-- An earlier form of it told of each row in any case.
drop function if exists servicetitan_write_batch(text, jsonb, boolean, boolean);

-- Writes the rows of a batch and nothing else. Returns every row's outcome with its place (ord), in any order; without
-- p_each, rows of whom there is nothing more to tell are only counted.
create or replace function servicetitan_write_batch(
	p_workspace_id text, p_rows jsonb, p_link boolean, p_skip_unreachable boolean, p_each boolean
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_sorted jsonb := servicetitan_sort_rows(p_rows);
	v_outcomes jsonb := v_sorted->'outcomes';
	v_links jsonb := '{}';
	v_ords int[] := array(
		select o::int from jsonb_array_elements(v_sorted->'groups') as g, jsonb_array_elements(g) as o order by o::int);
begin
	if p_link and cardinality(v_ords) > 0 then
		begin
			v_links := servicetitan_find_links(p_workspace_id, servicetitan_pick_rows(p_rows, v_ords));
		exception when data_exception then
			-- A workspace id that the column cannot hold: each row will say so.
			null;
		end;
	end if;
	for v_ords in
		select array(select o::int from jsonb_array_elements(g) as o) from jsonb_array_elements(v_sorted->'groups') as g
	loop
		v_outcomes := v_outcomes || servicetitan_write_apart(
			p_workspace_id, servicetitan_pick_rows(p_rows, v_ords), v_ords, v_links, p_skip_unreachable, p_each);
	end loop;
	return v_outcomes;
end $$;

-- The open run whose customers seem to have lost their `sync` on the way, or null.
create or replace function servicetitan_find_lost_run(p_workspace_id text, p_workflow_id text) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select servicetitan_holder(s)
	from servicetitan_sync_runs r
	join servicetitan_sync_state s on s.run_id = r.run_id and s.workspace_id::text = r.workspace_id
	where r.status = 'running' and r.consumer->>'workflowId' = p_workflow_id
		and (p_workspace_id is null or r.workspace_id = p_workspace_id)
		and servicetitan_unacknowledged(r.run_id) > 0
	order by r.started_at desc limit 1
$$;

create or replace function servicetitan_upsert_contacts(
	p_workspace_id text, p_rows jsonb, p_run_id uuid default null, p_batch_id uuid default null, p_options jsonb default '{}'
) returns jsonb
-- No JIT: the planner cannot know how few rows a batch has, and compiling would take longer than running.
language plpgsql security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off
as $$
declare
	v_workspace text := nullif(p_workspace_id, '');
	v_options jsonb := case when jsonb_typeof(p_options) = 'object' then p_options else '{}' end;
	v_link boolean := coalesce((v_options->>'link')::boolean, true);
	v_skip boolean := coalesce((v_options->>'skip_without_contact_methods')::boolean, true);
	v_dry boolean := coalesce((v_options->>'dry_run')::boolean, false);
	v_finish text := coalesce(v_options->>'finish', 'never');
	-- Who only counts needs no outcome of each row.
	v_brief boolean := coalesce((v_options->>'brief')::boolean, false);
	v_each boolean;
	v_state servicetitan_sync_state;
	v_known boolean;
	v_answer jsonb;
	v_outcomes jsonb;
	v_counts jsonb;
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = v_workspace for update;
	v_known := found;
	select b.result into v_answer from servicetitan_sync_batches b where b.batch_id = p_batch_id and b.workspace_id = v_workspace;
	if found then
		return v_answer;
	end if;
	if p_run_id is null and not v_dry and v_options->>'workflow_id' is not null then
		v_answer := servicetitan_find_lost_run(v_workspace, v_options->>'workflow_id');
		if v_answer is not null then
			return jsonb_build_object('outcome', 'sync_lost', 'holder', v_answer);
		end if;
	end if;
	if not v_known then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	elsif p_run_id is not null and not servicetitan_is_current(v_state, p_run_id) then
		if not v_dry then
			perform servicetitan_note_late(v_workspace, p_run_id, p_rows);
		end if;
		return servicetitan_not_current(v_state, p_run_id);
	end if;
	-- What was handed out, or failed before, is settled customer by customer.
	v_each := not v_brief or exists (select from servicetitan_sync_handed_out h where h.run_id = p_run_id)
		or exists (select from servicetitan_sync_failures f where f.workspace_id = v_workspace);
	begin
		v_outcomes := servicetitan_write_batch(v_workspace, p_rows, v_link, v_skip, v_each);
		if v_dry then
			-- Undoes everything since "begin"; what is in the variables stays.
			raise sqlstate 'DRYRN';
		end if;
	exception when sqlstate 'DRYRN' then
		if not v_dry then
			raise;
		end if;
	end;
	v_counts := servicetitan_count_outcomes(v_outcomes);
	if not v_dry then
		perform servicetitan_note_failures(v_workspace, p_run_id, v_outcomes, p_rows);
		if p_run_id is not null then
			perform servicetitan_credit_run(v_state, v_outcomes, v_counts, p_rows);
		end if;
	end if;
	v_answer := jsonb_build_object(
		'outcome', 'ok',
		'rows', case when v_brief then '[]' else coalesce((
			select jsonb_agg('{"reason": null, "contact_id": null, "twin": null}' || (o - array['ord',
				-- A contact that was created in a dry run is gone again.
				case when v_dry and o->>'outcome' = 'created' then 'contact_id' else '' end])
				order by (o->>'ord')::int)
			from jsonb_array_elements(v_outcomes) as o), '[]') end,
		'counts', v_counts,
		'remaining', case when p_run_id is not null then servicetitan_unacknowledged(p_run_id) end,
		'run', case when not v_dry and p_run_id is not null then case v_finish
			when 'when_all_arrived' then servicetitan_finish_run(v_workspace, p_run_id, null, 'all_arrived')
			when 'now' then servicetitan_finish_run(v_workspace, p_run_id, null, 'now') end end);
	if not v_dry and p_batch_id is not null then
		insert into servicetitan_sync_batches (batch_id, workspace_id, run_id, result) values (p_batch_id, v_workspace, p_run_id, v_answer);
	end if;
	return v_answer;
end $$;

revoke all on function servicetitan_pick_rows, servicetitan_write_batch, servicetitan_find_lost_run,
	servicetitan_upsert_contacts from PUBLIC, anon, authenticated;
grant execute on function servicetitan_pick_rows, servicetitan_write_batch, servicetitan_find_lost_run,
	servicetitan_upsert_contacts to service_role;

reset search_path;
