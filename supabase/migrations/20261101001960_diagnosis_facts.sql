-- What Diagnose wants to know of a workspace beyond its status: which rows fail and why, and who still has customers in hand.
set search_path = public, pg_temp;

-- The newest migration that was applied. Every later migration replaces this function with its own timestamp.
create or replace function servicetitan_schema_version() returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('version', '20261101001960');
end $$;

-- {failing, gone, reasons: [{reason, rows, crm_ids, since}], waiting, run_by_workflow}: the five commonest reasons, each with
-- up to three customers; how many customers of the open run were handed out and have not come back.
create or replace function servicetitan_diagnosis_facts(p_workspace_id text) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	end if;
	return jsonb_build_object(
		'failing', (select count(*) from servicetitan_sync_failures f where f.workspace_id = p_workspace_id and f.status = 'open'),
		'gone', (select count(*) from servicetitan_sync_failures f where f.workspace_id = p_workspace_id and f.status = 'gone'),
		'reasons', coalesce((
			select jsonb_agg(jsonb_build_object('reason', r.reason, 'rows', r.rows, 'crm_ids', r.crm_ids, 'since', servicetitan_iso(r.since))
				order by r.rows desc, r.reason)
			from (
				select coalesce(nullif(btrim(f.reason), ''), 'no reason was given') as reason, count(*) as rows,
					(array_agg(f.crm_id order by f.first_failed_at, f.crm_id))[1:3] as crm_ids, min(f.first_failed_at) as since
				from servicetitan_sync_failures f where f.workspace_id = p_workspace_id and f.status = 'open'
				group by 1 order by 2 desc, 1 limit 5
			) as r), '[]'),
		'waiting', case when v_state.run_id is null then 0 else servicetitan_unacknowledged(v_state.run_id) end,
		'run_by_workflow', nullif(btrim(v_state.run_by_workflow), ''));
end $$;

revoke all on function servicetitan_schema_version, servicetitan_diagnosis_facts from PUBLIC, anon, authenticated;
grant execute on function servicetitan_schema_version, servicetitan_diagnosis_facts to service_role;

reset search_path;
