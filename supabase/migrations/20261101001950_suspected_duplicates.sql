-- Contacts that may stand for the same person or business twice: a report, nothing is changed.
set search_path = public, pg_temp;

-- The newest migration that was applied. Every later migration replaces this function with its own timestamp.
create or replace function servicetitan_schema_version() returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('version', '20261101001950');
end $$;

-- Whether the table keeps a second contact for one customer out by itself.
create or replace function servicetitan_has_unique_key() returns boolean
language sql stable security invoker set search_path = public, pg_temp
as $$
	select exists (
		select from pg_index i
		where i.indrelid = 'contacts'::regclass and i.indisunique and i.indisvalid and i.indpred is null and i.indnkeyatts = 2
			and (select array_agg(a.attname::text order by a.attname) from pg_attribute a
				where a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])) = '{crm_id,workspace_id}')
$$;

-- Three kinds, the worst first:
--   same_customer  one customer has several contacts, which only a table without the unique key allows
--   hand_made      a contact typed in by hand has the phone or the e-mail of a customer
--   shared         several active customers have the same phone or e-mail: often right (a couple, a property manager)
-- Phone numbers are compared by their last ten digits, so that one typed in without its country code is found.
-- Inactive and merged customers are left out of the last two: that they share a phone with another is what merging does.
-- Returns {unique_key, same_customer, hand_made, shared, examples: [{kind, by, value, contacts: [{id, crm_id, name}]}]}:
-- how many customers, phones or e-mails there are of each kind, and the first p_limit of them.
create or replace function servicetitan_suspected_duplicates(p_workspace_id text, p_limit int default 10) returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off
as $$
declare
	v_limit int := least(greatest(coalesce(p_limit, 10), 0), 100);
	-- As a variable, not as a join: only so does the planner know how many rows there are.
	v_typed contacts;
	v_found jsonb;
begin
	begin
		v_typed := jsonb_populate_record(null::contacts, jsonb_build_object('workspace_id', p_workspace_id));
	exception when data_exception then
		v_typed := null;
	end;
	with ours as materialized (
		select c.id::text as id, nullif(c.crm_id::text, '') as crm_id,
			nullif(btrim(concat_ws(' ', c.firstname::text, c.lastname::text)), '') as name,
			nullif(lower(btrim(c.email::text)), '') as email,
			-- As servicetitan_phone_digits does it, which would take much longer called once a row.
			right(case when c.phone::text ~ '^[-+0-9(). ]*$' then translate(c.phone::text, '-+(). ', '')
				else servicetitan_phone_digits(c.phone::text) end, 10) as digits,
			not (coalesce(c.crm_id::text, '') <> '' and coalesce(c.metadata::jsonb #> '{custom_fields,active}' = 'false', false)) as active
		from contacts c where c.workspace_id = v_typed.workspace_id
	), keyed as materialized (
		select 'phone' as by, o.digits as value, o.crm_id, o.id from ours o where o.active and length(o.digits) >= 7
		union all
		select 'email', o.email, o.crm_id, o.id from ours o where o.active and o.email is not null
	), groups as materialized (
		select 'same_customer' as kind, 1 as place, 'crm_id' as by, o.crm_id as value, array_agg(o.id order by o.id) as ids
		from ours o where o.crm_id is not null group by o.crm_id having count(*) > 1
		union all
		select case when count(distinct k.crm_id) > 0 and count(*) > count(k.crm_id) then 'hand_made' else 'shared' end,
			case when count(distinct k.crm_id) > 0 and count(*) > count(k.crm_id) then 2 else 3 end,
			k.by, k.value, array_agg(k.id order by k.crm_id nulls first, k.id)
		from keyed k group by k.by, k.value
		having count(distinct k.crm_id) > 1 or (count(distinct k.crm_id) > 0 and count(*) > count(k.crm_id))
	), first_ones as (
		select g.*, row_number() over (order by g.place, g.by desc, g.value collate "C") as nth from groups g
		order by g.place, g.by desc, g.value collate "C" limit v_limit
	)
	select jsonb_build_object(
		'unique_key', servicetitan_has_unique_key(),
		'same_customer', (select count(*) from groups where kind = 'same_customer'),
		'hand_made', (select count(*) from groups where kind = 'hand_made'),
		'shared', (select count(*) from groups where kind = 'shared'),
		'examples', coalesce((
			select jsonb_agg(jsonb_build_object('kind', f.kind, 'by', f.by, 'value', f.value, 'contacts', (
				select jsonb_agg(jsonb_build_object('id', o.id, 'crm_id', o.crm_id, 'name', o.name) order by o.crm_id nulls first, o.id)
				from ours o where o.id = any (f.ids[1:5]))) order by f.nth)
			from first_ones f), '[]'))
	into v_found;
	return v_found;
end $$;

revoke all on function servicetitan_schema_version, servicetitan_has_unique_key, servicetitan_suspected_duplicates
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_schema_version, servicetitan_has_unique_key, servicetitan_suspected_duplicates to service_role;

reset search_path;
