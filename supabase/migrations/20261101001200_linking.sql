-- Finding the contact that somebody typed in by hand for a customer who is new here.
set search_path = public, pg_temp;

-- The digits of a phone number however it was typed: "+1 (312) 555-0100 ext. 7" is 13125550100. An extension is cut by
-- taking the first stretch of at least seven digits that no letter, # ; , or / interrupts; leading 00 and 011 dial out.
create or replace function servicetitan_phone_digits(p_phone text) returns text
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select regexp_replace(case
			-- Most numbers, and much quicker: nothing but digits and the usual marks.
			when p_phone ~ '^[-+0-9(). ]*$' then translate(p_phone, '-+(). ', '')
			else regexp_replace(coalesce(substring(p_phone from '\d(?:[^\d[:alpha:]#;,/]*\d){6,}'), p_phone), '\D', '', 'g')
		end, '^(?:00|011)', '')
$$;

-- The digits under which somebody may have typed in the phone of a row; of an American number they need not be said.
create or replace function servicetitan_forms_of(p_row jsonb) returns jsonb
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select case
		when jsonb_typeof(p_row->'phone_forms') = 'array' then p_row->'phone_forms'
		when not p_row ? 'phone_forms' and p_row->>'phone' ~ '^\+1\d{10}$'
			then jsonb_build_array(substr(p_row->>'phone', 2), substr(p_row->>'phone', 3))
		else '[]' end
$$;

-- Whether any contact of the workspace was typed in by hand.
create or replace function servicetitan_has_typed_in(p_workspace_id text) returns boolean
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_typed contacts := jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id));
begin
	-- One after the other, so that the index on both columns answers each at once; a number is never an empty text.
	return exists (select from contacts c where c.workspace_id = v_typed.workspace_id and c.crm_id is null)
		or (select t.typcategory = 'S' from pg_type t where t.oid = pg_typeof(v_typed.crm_id))
			and exists (select from contacts c where c.workspace_id = v_typed.workspace_id and c.crm_id::text = '');
end $$;

-- For customers who have no contact yet: {crm_id: {link: contact id} or {twin: contact id}}. A customer is linked when
-- exactly one contact typed in by hand has its phone or e-mail, that contact fits no other customer of the batch,
-- and neither the batch nor the table holds another customer with this phone or e-mail. In any other case a
-- stranger's contact might be overwritten: then the contact is only named, as a possible twin.
create or replace function servicetitan_find_links(p_workspace_id text, p_rows jsonb) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_links jsonb;
	v_shared text[];
begin
	if not servicetitan_has_typed_in(p_workspace_id) then
		return '{}';
	end if;
	with batch as materialized (
		select btrim(r->>'crm_id') as crm_id, nullif(lower(btrim(r->>'email')), '') as email, r->'active' is distinct from 'false' as active,
			servicetitan_forms_of(r) as forms
		from jsonb_array_elements(p_rows) as r
	), workspace as materialized (
		select typed.workspace_id as id from jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id)) as typed
	), fresh as materialized (
		select b.* from batch b
		where b.active and (b.email is not null or b.forms <> '[]') and not exists (
			select from contacts c
			where c.workspace_id = (select id from workspace) and c.crm_id::text = b.crm_id)
	), keys as materialized (
		select b.crm_id, 'phone ' || form as key from batch b cross join lateral jsonb_array_elements_text(b.forms) as form where form <> ''
		union
		select b.crm_id, 'email ' || b.email from batch b where b.email is not null
	), pairs as materialized (
		select k.crm_id, h.id, h.created_at
		from contacts h join keys k on k.key = 'phone ' || servicetitan_phone_digits(h.phone::text)
		where exists (select from fresh) and h.workspace_id = (select id from workspace) and (h.crm_id is null or h.crm_id::text = '')
		union
		select k.crm_id, h.id, h.created_at
		from contacts h join keys k on k.key = 'email ' || lower(btrim(h.email::text))
		where exists (select from fresh) and h.workspace_id = (select id from workspace) and (h.crm_id is null or h.crm_id::text = '')
	), contested as (
		select p.id::text as id from pairs p group by p.id having count(*) > 1
	), shared as (
		select k.crm_id from keys k join (select key from keys group by key having count(*) > 1) as twice using (key)
	), counted as (
		select f.crm_id, count(*) as candidates, (array_agg(p.id::text order by p.created_at nulls last, p.id))[1] as first_id
		from fresh f join pairs p using (crm_id) group by f.crm_id
	)
	select jsonb_object_agg(c.crm_id, jsonb_build_object(case
			when c.candidates = 1 and c.first_id not in (select id from contested) and c.crm_id not in (select crm_id from shared)
			then 'link' else 'twin' end, c.first_id))
	into v_links from counted c;
	if v_links is null then
		return '{}';
	end if;
	-- The table is searched only for those few that would be linked: it may hold many contacts.
	v_shared := servicetitan_shared_with_customers(p_workspace_id,
		(select jsonb_agg(r) from jsonb_array_elements(p_rows) as r where v_links->btrim(r->>'crm_id') ? 'link'));
	return (
		select jsonb_object_agg(l.key, case when l.key = any (v_shared) then jsonb_build_object('twin', l.value->>'link') else l.value end)
		from jsonb_each(v_links) as l);
end $$;

-- Of these customers, the ids of those whose phone or e-mail another customer in the table has too.
create or replace function servicetitan_shared_with_customers(p_workspace_id text, p_rows jsonb) returns text[]
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
begin
	if p_rows is null then
		return '{}';
	end if;
	return array(
		with workspace as materialized (
			select typed.workspace_id as id from jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id)) as typed
		), wanted as materialized (
			select btrim(r->>'crm_id') as crm_id, 'phone ' || form as key from jsonb_array_elements(p_rows) as r
			cross join lateral jsonb_array_elements_text(servicetitan_forms_of(r)) as form where form <> ''
			union
			select btrim(r->>'crm_id'), 'email ' || lower(btrim(r->>'email')) from jsonb_array_elements(p_rows) as r
			where btrim(r->>'email') <> ''
		)
		select w.crm_id from contacts c join wanted w on w.key = 'phone ' || servicetitan_phone_digits(c.phone::text)
		where c.workspace_id = (select id from workspace) and c.crm_id::text <> '' and c.crm_id::text <> w.crm_id
		union
		select w.crm_id from contacts c join wanted w on w.key = 'email ' || lower(btrim(c.email::text))
		where c.workspace_id = (select id from workspace) and c.crm_id::text <> '' and c.crm_id::text <> w.crm_id);
end $$;

revoke all on function servicetitan_phone_digits, servicetitan_forms_of, servicetitan_has_typed_in, servicetitan_find_links,
	servicetitan_shared_with_customers from PUBLIC, anon, authenticated;
grant execute on function servicetitan_phone_digits, servicetitan_forms_of, servicetitan_has_typed_in, servicetitan_find_links,
	servicetitan_shared_with_customers to service_role;

reset search_path;
