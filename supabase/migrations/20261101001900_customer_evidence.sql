-- Why a customer is, or is not, in contacts: all that the database knows of it. What it means is for the caller to say.
set search_path = public, pg_temp;

-- The newest migration that was applied. Every later migration replaces this function with its own timestamp.
create or replace function servicetitan_schema_version() returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('version', '20261101001900');
end $$;

-- The contacts of a workspace that are a customer's (own), or another's that is named (merged), or have an id, a phone or
-- an e-mail: p_wanted is {crm_id, merged_to, id, phone_forms: [digits], email}. The first fifty, the customer's own first.
create or replace function servicetitan_find_contacts(p_workspace_id text, p_wanted jsonb) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_place contacts;
	v_crm_id text := nullif(btrim(p_wanted->>'crm_id'), '');
	v_merged_to text := nullif(btrim(p_wanted->>'merged_to'), '');
	v_id text := nullif(btrim(lower(p_wanted->>'id')), '');
	v_email text := nullif(lower(btrim(p_wanted->>'email')), '');
	v_forms text[] := case when jsonb_typeof(p_wanted->'phone_forms') = 'array'
		then array(select f from jsonb_array_elements_text(p_wanted->'phone_forms') as f where f <> '') else '{}' end;
begin
	v_place := jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id));
	return coalesce((
		select jsonb_agg(to_jsonb(f) - 'place' order by f.place) from (
			select row_number() over (order by m.own desc, m.by_id desc, m.merged desc, m.created_at nulls last, m.id) as place,
				m.id::text as id, m.crm_id::text as crm_id, m.firstname, m.lastname, m.phone, m.email, m.source_modified_on::text as source_modified_on,
				servicetitan_iso(m.source_read_at) as source_read_at, servicetitan_iso(m.created_at::timestamptz) as created_at,
				servicetitan_iso(m.updated_at::timestamptz) as updated_at, m.own, m.merged, m.by_id, m.by_phone, m.by_email
			from (
				select c.id, c.crm_id, c.firstname, c.lastname, c.phone, c.email, c.source_modified_on, c.source_read_at, c.created_at, c.updated_at,
					coalesce(c.crm_id::text = v_crm_id, false) as own,
					coalesce(c.crm_id::text = v_merged_to, false) as merged,
					coalesce(c.id::text = v_id, false) as by_id,
					v_forms <> '{}' and coalesce(servicetitan_phone_digits(c.phone::text) = any (v_forms), false) as by_phone,
					v_email is not null and coalesce(lower(btrim(c.email::text)) = v_email, false) as by_email
				from contacts c where c.workspace_id = v_place.workspace_id
			) as m
			where m.own or m.merged or m.by_id or m.by_phone or m.by_email
			limit 50
		) as f), '[]');
exception when data_exception then
	-- A workspace id that the column cannot hold has no contacts.
	return '[]';
end $$;

-- Contacts of other workspaces that have this customer's id: a key over crm_id alone, as older systems had it, lets only
-- one of them be written. Asked for only then: without such a key there is no index to find them by.
create or replace function servicetitan_same_id_elsewhere(p_workspace_id text, p_crm_id text) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_typed contacts;
begin
	v_typed := jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id, 'crm_id', p_crm_id));
	return coalesce((
		select jsonb_agg(f.id) from (
			select c.id::text as id from contacts c
			where c.crm_id = v_typed.crm_id and c.workspace_id <> v_typed.workspace_id limit 5
		) as f), '[]');
exception when data_exception then
	return '[]';
end $$;

-- p_contact is what the customer is known by besides its id: {merged_to, id, phone_forms, email}, and elsewhere: true where
-- contacts of other workspaces may stand in its way.
create or replace function servicetitan_customer_evidence(p_workspace_id text, p_crm_id text default null, p_contact jsonb default '{}') returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_state servicetitan_sync_state;
	v_crm_id text := nullif(btrim(p_crm_id), '');
	v_contact jsonb := case when jsonb_typeof(p_contact) = 'object' then p_contact else '{}' end;
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	end if;
	return jsonb_build_object(
		'outcome', 'evidence',
		'now', servicetitan_iso(clock_timestamp()),
		'sync_enabled', coalesce(v_state.sync_enabled, true),
		'initial_sync_completed', coalesce(v_state.initial_sync_completed, false),
		'initial_sync_open', v_state.backfill is not null,
		'cursor', servicetitan_show_cursor(v_state),
		'window', case when jsonb_typeof(v_state.read_window) = 'object' then v_state.read_window end,
		'newest_read_at', servicetitan_iso(v_state.newest_read_at),
		'run', servicetitan_holder(v_state),
		'contacts', servicetitan_find_contacts(p_workspace_id, v_contact || jsonb_build_object('crm_id', v_crm_id)),
		'elsewhere', case when v_contact->'elsewhere' = 'true' then servicetitan_same_id_elsewhere(p_workspace_id, v_crm_id) else '[]' end,
		'failure', (
			select jsonb_build_object('reason', f.reason, 'sqlstate', f.sqlstate, 'source_modified_on', f.source_modified_on,
				'attempts', f.attempts, 'first_failed_at', servicetitan_iso(f.first_failed_at), 'last_failed_at', servicetitan_iso(f.last_failed_at),
				'next_attempt_at', servicetitan_iso(f.next_attempt_at), 'status', f.status)
			from servicetitan_sync_failures f where f.workspace_id = p_workspace_id and f.crm_id = v_crm_id),
		'handed_out', (
			select jsonb_build_object('run_id', r.run_id, 'run_status', r.status, 'started_at', servicetitan_iso(r.started_at),
				'consumer', r.consumer, 'acknowledged_at', servicetitan_iso(h.acknowledged_at), 'outcome', h.outcome,
				'is_current', r.run_id is not distinct from v_state.run_id,
				'lease_expired', coalesce(v_state.lease_expires_at <= clock_timestamp(), true))
			from servicetitan_sync_handed_out h join servicetitan_sync_runs r using (run_id)
			where r.workspace_id = p_workspace_id and h.crm_id = v_crm_id order by r.started_at desc limit 1),
		'delivered', (
			select d.version from servicetitan_sync_delivered d
			where d.workspace_id = p_workspace_id and d.stream = 'customer' and d.record_id = v_crm_id),
		-- Of the last two days, and of runs on the canvas: who writes all in one node keeps counts only.
		'last_outcome', (
			select jsonb_build_object('outcome', o->>'outcome', 'reason', o->>'reason', 'at', servicetitan_iso(b.created_at))
			from servicetitan_sync_batches b
			cross join lateral jsonb_array_elements(case when jsonb_typeof(b.result->'rows') = 'array' then b.result->'rows' else '[]' end) as o
			where b.workspace_id = p_workspace_id and o->>'crm_id' = v_crm_id
				and b.result @> jsonb_build_object('rows', jsonb_build_array(jsonb_build_object('crm_id', v_crm_id)))
			order by b.created_at desc limit 1));
end $$;

revoke all on function servicetitan_schema_version, servicetitan_find_contacts, servicetitan_same_id_elsewhere,
	servicetitan_customer_evidence from PUBLIC, anon, authenticated;
grant execute on function servicetitan_schema_version, servicetitan_find_contacts, servicetitan_same_id_elsewhere,
	servicetitan_customer_evidence to service_role;

reset search_path;
