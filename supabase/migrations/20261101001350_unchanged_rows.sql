-- Rows that are read again and stand in contacts exactly as they come: told by one comparison, without all that writing takes.
set search_path = public, pg_temp;

-- Columns of contacts with their types, as jsonb_to_record wants them: "firstname text, phone text".
create or replace function servicetitan_record_of(p_columns text[]) returns text
language sql stable security invoker set search_path = public, pg_temp
as $$
	select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ')
	from pg_attribute a
	where a.attrelid = 'contacts'::regclass and a.attname = any (p_columns) and a.attnum > 0 and not a.attisdropped
$$;

-- The types of the columns that a customer is found by: {workspace_id, crm_id}. Without what limits their length: a cast
-- would cut in silence what an insert refuses.
create or replace function servicetitan_key_types() returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select jsonb_object_agg(a.attname, format_type(a.atttypid, -1)) from pg_attribute a
	where a.attrelid = 'contacts'::regclass and a.attname in ('workspace_id', 'crm_id') and a.attnum > 0
$$;

-- The places, from 1, of rows whose version, columns and custom fields are stored already, and were not read later than
-- here. Rows that fill further columns are not to be asked for. A row that is left out may be unchanged all the same.
create or replace function servicetitan_stored_alike(p_workspace_id text, p_rows jsonb) returns int[]
language plpgsql stable security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_types jsonb := servicetitan_key_types();
	-- All rows of a batch come with the same custom fields, or with all_fields; null is for one that is not to be stored.
	v_nothing jsonb := (
		select jsonb_object_agg(k, null) from jsonb_object_keys(
			case when jsonb_typeof(p_rows->0->'custom_fields') = 'object' then p_rows->0->'custom_fields' else '{}' end) as k);
	v_alike int[];
begin
	execute format($sql$
		select array_agg(s.n) from (
			select t.ordinality::int as n
			from rows from (jsonb_to_recordset($2) as (%3$s, crm_id text, custom_fields jsonb, all_fields jsonb)) with ordinality as t
			-- Each row for itself: a planner that takes the table for a small one would read all of the workspace instead.
			cross join lateral (
				select * from contacts where workspace_id = $1::%1$s and crm_id = btrim(t.crm_id)::%2$s offset 0
			) as c
			group by t.ordinality
			-- Where a customer has several contacts, it takes more to say which of them counts.
			having count(*) = 1 and bool_and(
				c.source_modified_on = t.source_modified_on and c.source_read_at <= t.source_read_at
				and c.firstname is not distinct from t.firstname and c.lastname is not distinct from t.lastname
				and c.phone is not distinct from t.phone and c.email is not distinct from t.email
				and case when t.all_fields = 'true' then c.metadata::jsonb->'custom_fields' = t.custom_fields
					else $3 || (c.metadata::jsonb->'custom_fields') = t.custom_fields end
				-- A stored null is not the same as nothing.
				and not jsonb_path_exists(c.metadata::jsonb, 'strict $.custom_fields.* ? (@ == null)'))
		) as s
	$sql$, v_types->>'workspace_id', v_types->>'crm_id',
		servicetitan_record_of(array['firstname', 'lastname', 'phone', 'email', 'source_modified_on', 'source_read_at']))
	using p_workspace_id, p_rows, v_nothing into v_alike;
	return coalesce(v_alike, '{}');
end $$;

-- The same, but nothing where the first few rows say that this batch was not read before: most are all new or all known.
create or replace function servicetitan_find_alike(p_workspace_id text, p_rows jsonb) returns int[]
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	if servicetitan_stored_alike(p_workspace_id, jsonb_path_query_array(p_rows, '$[0 to 7]')) = '{}' then
		return '{}';
	end if;
	return servicetitan_stored_alike(p_workspace_id, p_rows);
end $$;

revoke all on function servicetitan_record_of, servicetitan_key_types, servicetitan_stored_alike, servicetitan_find_alike
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_record_of, servicetitan_key_types, servicetitan_stored_alike, servicetitan_find_alike
	to service_role;

reset search_path;
