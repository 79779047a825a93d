-- What an initial sync keeps here while it reads: contact methods come in one stream, customers in another, both in an
-- order of their own, and a million of the first do not fit into memory until the second has passed.
set search_path = public, pg_temp;

-- Takes contact methods as ServiceTitan sends them ({id, customerId, …}), and how far the run is, in one transaction.
-- A later copy of a contact method replaces an earlier one, unless it is an older version of it.
create or replace function servicetitan_stage_methods(
	p_workspace_id text, p_run_id uuid, p_methods jsonb, p_backfill jsonb default null, p_progress jsonb default null
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off
as $$
declare
	v_answer jsonb := servicetitan_checkpoint_run(p_workspace_id, p_run_id, p_backfill => p_backfill, p_progress => p_progress);
begin
	if v_answer->>'outcome' <> 'ok' then
		return v_answer;
	end if;
	insert into servicetitan_sync_staged as s (workspace_id, method_id, customer_id, method)
	select distinct on (m.id) p_workspace_id, m.id, m."customerId", e.raw
	from jsonb_array_elements(case when jsonb_typeof(p_methods) = 'array' then p_methods else '[]' end) with ordinality as e(raw, ord)
	cross join lateral jsonb_to_record(e.raw) as m(id bigint, "customerId" bigint)
	where m.id is not null and m."customerId" is not null
	order by m.id, coalesce(e.raw->>'modifiedOn', '') collate "C" desc, e.ord desc
	on conflict (workspace_id, method_id) do update
	set customer_id = excluded.customer_id, method = excluded.method
	where coalesce(excluded.method->>'modifiedOn', '') collate "C" >= coalesce(s.method->>'modifiedOn', '') collate "C";
	return v_answer;
end $$;

-- The staged contact methods of these customers: {methods: [{id, customerId, …}]}, by their ids.
create or replace function servicetitan_staged_methods(p_workspace_id text, p_customer_ids jsonb) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off
as $$
begin
	return jsonb_build_object('methods', coalesce((
		select jsonb_agg(s.method order by s.method_id) from servicetitan_sync_staged s
		where s.workspace_id = p_workspace_id and s.customer_id = any (array(
			select id::bigint from jsonb_array_elements_text(
				case when jsonb_typeof(p_customer_ids) = 'array' then p_customer_ids else '[]' end) as id))), '[]'));
end $$;

-- The ServiceTitan ids of a workspace's contacts in the order of the column, some thousands at a time:
-- {crm_ids: […], next: where to go on, null at the end}.
create or replace function servicetitan_list_crm_ids(p_workspace_id text, p_after text default null, p_limit int default 10000) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_limit int := least(greatest(coalesce(p_limit, 10000), 1), 50000);
	-- As variables, not as a join: only so are the rows of the index known to be in order, and no more read than asked for.
	v_typed contacts;
	v_ids jsonb;
begin
	v_typed := jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id, 'crm_id', p_after));
	select coalesce(jsonb_agg(found.crm_id::text order by found.crm_id), '[]') into v_ids from (
		select c.crm_id from contacts c
		where c.workspace_id = v_typed.workspace_id and c.crm_id::text <> '' and (p_after is null or c.crm_id > v_typed.crm_id)
		order by c.crm_id limit v_limit
	) as found;
	return jsonb_build_object('crm_ids', v_ids, 'next', case when jsonb_array_length(v_ids) = v_limit then v_ids->>-1 end);
exception when data_exception then
	return jsonb_build_object('crm_ids', '[]'::jsonb, 'next', null);
end $$;

revoke all on function servicetitan_stage_methods, servicetitan_staged_methods, servicetitan_list_crm_ids
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_stage_methods, servicetitan_staged_methods, servicetitan_list_crm_ids to service_role;

reset search_path;
