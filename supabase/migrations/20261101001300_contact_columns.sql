-- The further columns of contacts, which users may fill, and small judgements about a contact.
set search_path = public, pg_temp;

-- What the sync keeps itself, or what PostgreSQL computes, cannot be filled.
create or replace function servicetitan_contact_columns() returns jsonb
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('columns', coalesce((
		select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', not a.attnotnull)
			order by a.attnum)
		from pg_attribute a
		where a.attrelid = 'contacts'::regclass and a.attnum > 0 and not a.attisdropped
			and a.attgenerated = '' and a.attidentity <> 'a'
			and a.attname not in ('id', 'workspace_id', 'crm_id', 'metadata', 'source_modified_on', 'source_read_at',
				'created_at', 'updated_at', 'firstname', 'lastname', 'phone', 'email')
	), '[]'));
end $$;

-- The keys of custom_fields that the sync keeps. A row with all_fields names those that have a value, and clears the others.
create or replace function servicetitan_own_fields() returns text[]
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select array['customerType', 'balance', 'address', 'tags', 'doNotMail', 'doNotService', 'taxExempt', 'nationalAccount', 'active',
		'mergedTo', 'customerCreatedOn', 'doNotText', 'phoneExtension']
$$;

-- metadata with our keys of custom_fields brought up to date: some set, some cleared; keys that are not ours stay. What is
-- to be set is not cleared.
-- Whatever else stood in the place of custom_fields is kept beside it.
create or replace function servicetitan_merge_metadata(p_stored jsonb, p_set jsonb, p_cleared text[]) returns jsonb
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select case
		when p_stored->'custom_fields' is null or p_stored->'custom_fields' = 'null' then
			case when p_set is null then p_stored
				else coalesce(nullif(p_stored, 'null'), '{}') || jsonb_build_object('custom_fields', p_set) end
		when jsonb_typeof(p_stored->'custom_fields') = 'object' then
			p_stored || jsonb_build_object('custom_fields',
				((p_stored->'custom_fields') - coalesce(p_cleared, '{}')) || coalesce(p_set, '{}'))
		when p_set is null then p_stored
		when p_stored->'custom_fields' in ('[]', '""') then p_stored || jsonb_build_object('custom_fields', p_set)
		else p_stored || jsonb_build_object('custom_fields', p_set, 'custom_fields_before_sync', p_stored->'custom_fields')
	end
$$;

-- Which of our keys of custom_fields another value is brought to, or taken away from.
create or replace function servicetitan_changed_fields(p_stored jsonb, p_set jsonb, p_cleared text[]) returns text[]
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select array(
		select name from (
			select f.key from jsonb_each(p_set) as f
			where p_stored->'custom_fields'->f.key is distinct from f.value
			union
			-- Not by "?", which finds the text in an array too.
			select k from unnest(p_cleared) as k where p_stored->'custom_fields'->k is not null and (p_set ? k) is not true
		) as changed(name)
		order by name collate "C")
$$;

-- The metadata of a contact typed in by hand once it belongs to a customer: what the customer's data does not say is kept.
create or replace function servicetitan_metadata_when_linked(p_contact jsonb, p_row jsonb) returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
declare
	v_replaced jsonb;
begin
	select jsonb_object_agg(f.key, f.value) into v_replaced
	from jsonb_each(p_contact) as f
	where f.key in ('firstname', 'lastname', 'phone', 'email') and coalesce(f.value #>> '{}', '') <> ''
		and f.value #>> '{}' is distinct from p_row->>f.key;
	if v_replaced is null then
		return p_contact->'metadata';
	end if;
	return servicetitan_merge_metadata(p_contact->'metadata', jsonb_build_object('beforeLinking', v_replaced), null);
end $$;

-- Whether something else acts on every change of a contact: an updated_at trigger, a webhook.
create or replace function servicetitan_contacts_are_watched() returns boolean
language sql stable security invoker set search_path = public, pg_temp
as $$
	select exists (
		select from pg_trigger t
		where t.tgrelid = 'contacts'::regclass and not t.tgisinternal and t.tgenabled <> 'D'
			and t.tgtype & 16 = 16 and cardinality(t.tgattr::int2[]) = 0)
$$;

revoke all on function servicetitan_contact_columns, servicetitan_own_fields, servicetitan_merge_metadata, servicetitan_changed_fields,
	servicetitan_contacts_are_watched, servicetitan_metadata_when_linked from PUBLIC, anon, authenticated;
grant execute on function servicetitan_contact_columns, servicetitan_own_fields, servicetitan_merge_metadata, servicetitan_changed_fields,
	servicetitan_contacts_are_watched, servicetitan_metadata_when_linked to service_role;

reset search_path;
