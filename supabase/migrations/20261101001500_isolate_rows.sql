-- Taking a batch apart: what needs no writing, what can be written together, and the rows that spoil it.
set search_path = public, pg_temp;

-- {outcomes: [rows that are not written], groups: [[places of rows that fill the same further columns], …]}
create or replace function servicetitan_sort_rows(p_rows jsonb) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_columns text[];
	v_sorted jsonb;
begin
	-- As most batches are: each customer once, nothing to leave out, no further columns.
	select jsonb_build_object('outcomes', '[]'::jsonb, 'groups', jsonb_build_array(jsonb_agg(e.ord order by e.ord)))
	into v_sorted
	from (
		select ord, btrim(raw->>'crm_id') as crm_id, raw ?| '{set_aside,columns}' as odd
		from jsonb_array_elements(p_rows) with ordinality as e(raw, ord)
		offset 0
	) as e
	having count(*) = count(distinct e.crm_id collate "C") and not bool_or(e.odd) and min(length(e.crm_id)) > 0 and max(length(e.crm_id)) <= 200;
	if v_sorted is not null then
		return v_sorted;
	end if;
	v_columns := array(select c->>'name' from jsonb_array_elements(servicetitan_contact_columns()->'columns') as c);
	with input as materialized (
		-- An index takes no text of any length, and the failure is to be noted under it.
		select ord::int as ord, raw, left(nullif(btrim(raw->>'crm_id'), ''), 200) as crm_id,
			length(btrim(raw->>'crm_id')) > 200 as too_long,
			case when jsonb_typeof(raw->'columns') = 'object' then array(select k from jsonb_object_keys(raw->'columns') as k order by k)
				else '{}' end as keys
		from jsonb_array_elements(p_rows) with ordinality as e(raw, ord)
	), shaped as (
		select i.*, case when i.keys <> '{}' then (select k from unnest(i.keys) as k where k <> all (v_columns) limit 1) end as unknown
		from input i
	), judged as (
		select s.*, case
				when s.crm_id is null or s.too_long then 'failed'
				when s.raw ? 'set_aside' then case when s.raw->>'set_aside' = 'failed' then 'failed' else 'skipped' end
				when s.unknown is not null then 'failed' end as outcome,
			case
				when s.crm_id is null then 'The item has no ServiceTitan customer id.'
				when s.too_long then 'This is too long for a ServiceTitan customer id.'
				when s.raw ? 'set_aside' then s.raw->>'reason'
				when s.unknown is not null then format('contacts has no column %s', s.unknown) || case
					when s.unknown in ('id', 'workspace_id', 'crm_id', 'metadata', 'source_modified_on', 'source_read_at',
						'created_at', 'updated_at', 'firstname', 'lastname', 'phone', 'email')
					then ' that can be filled: the sync keeps it itself' else '' end end as reason
		from shaped s
	), ranked as materialized (
		select j.*, j.outcome is null and row_number() over (
				partition by j.crm_id, j.outcome is null
				order by case when j.raw->'by_reading' = 'true' then null else j.raw->>'source_modified_on' end collate "C" desc nulls last,
					j.raw->>'source_read_at' collate "C" desc nulls last, j.ord desc) > 1 as again
		from judged j
	)
	select jsonb_build_object(
		'outcomes', coalesce((
			select jsonb_agg(jsonb_build_object('ord', r.ord, 'crm_id', coalesce(r.crm_id, ''),
				'outcome', coalesce(r.outcome, 'skipped'),
				'reason', case when r.again then 'the same customer is in this batch again with newer data' else r.reason end))
			from ranked r where r.outcome is not null or r.again), '[]'),
		'groups', coalesce((
			select jsonb_agg(g.ords) from (
				select jsonb_agg(r.ord order by r.ord) as ords from ranked r where r.outcome is null and not r.again group by r.keys
			) as g), '[]'))
	into v_sorted;
	return v_sorted;
end $$;

-- An earlier form of it told of each row in any case.
drop function if exists servicetitan_write_apart(text, jsonb, int[], jsonb, boolean);

-- Writes all rows in one go. If a row's data is refused, ever smaller parts are tried, each in a subtransaction of its
-- own, until the refused rows stand alone. What is no row's fault goes on to the caller, who tries all of it again:
-- time-outs, deadlocks, a full disk, missing rights, a broken definition. Any other code may be one of the users' own.
create or replace function servicetitan_write_apart(
	p_workspace_id text, p_rows jsonb, p_ords int[], p_links jsonb, p_skip_unreachable boolean, p_each boolean
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_count int := jsonb_array_length(p_rows);
	v_outcomes jsonb := '[]';
	v_part jsonb;
	v_part_ords int[];
	v_message text;
	v_sqlstate text;
begin
	begin
		v_outcomes := servicetitan_write_rows(p_workspace_id, p_rows, p_ords, p_links, p_skip_unreachable, p_each);
		-- Constraints that wait for the commit would fail the whole batch there.
		set constraints all immediate;
		return v_outcomes;
	exception when assert_failure or others then
		get stacked diagnostics v_message = message_text, v_sqlstate = returned_sqlstate;
		if left(v_sqlstate, 2) = any ('{00,08,0A,0B,25,26,28,2D,34,3B,3D,3F,40,42,53,55,57,58,72,F0,HV,XX}') then
			raise;
		end if;
	end;
	if v_count = 1 then
		return jsonb_build_array(jsonb_build_object('ord', p_ords[1], 'crm_id', btrim(p_rows->0->>'crm_id'), 'outcome', 'failed',
			'reason', 'Supabase refused the row: ' || left(v_message, 500), 'sqlstate', v_sqlstate));
	end if;
	-- 1,000 rows, then parts of 32, then single rows.
	v_outcomes := '[]';
	for v_part, v_part_ords in
		select jsonb_agg(e.raw order by e.n), array_agg(p_ords[e.n] order by e.n)
		from jsonb_array_elements(p_rows) with ordinality as e(raw, n)
		group by case when v_count > 32 then (e.n - 1) / 32 else e.n end
		order by min(e.n)
	loop
		v_outcomes := v_outcomes || servicetitan_write_apart(p_workspace_id, v_part, v_part_ords, p_links, p_skip_unreachable, p_each);
	end loop;
	return v_outcomes;
end $$;

revoke all on function servicetitan_sort_rows, servicetitan_write_apart from PUBLIC, anon, authenticated;
grant execute on function servicetitan_sort_rows, servicetitan_write_apart to service_role;

reset search_path;
