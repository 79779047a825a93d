-- Writing rows to contacts. Whatever the types of its columns are, jsonb_to_record brings the values to them: so the
-- statement is made anew for the table as it is.
set search_path = public, pg_temp;

-- Gives contacts typed in by hand to their customers. They are then written like any other.
create or replace function servicetitan_claim_contacts(p_workspace_id text, p_rows jsonb, p_links jsonb) returns void
language plpgsql security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
begin
	update contacts c
	set crm_id = claim.crm_id, metadata = servicetitan_metadata_when_linked(to_jsonb(c), claim.raw), updated_at = now(),
		source_modified_on = null, source_read_at = null
	from (
		select r as raw, typed.workspace_id, typed.id, typed.crm_id
		from jsonb_array_elements(p_rows) as r
		cross join lateral jsonb_populate_record(null::contacts, jsonb_build_object(
			'workspace_id', p_workspace_id, 'crm_id', btrim(r->>'crm_id'), 'id', p_links->btrim(r->>'crm_id')->>'link')) as typed
		where p_links->btrim(r->>'crm_id') ? 'link'
	) as claim
	where c.workspace_id = claim.workspace_id and c.id = claim.id and (c.crm_id is null or c.crm_id::text = '');
end $$;

-- What becomes of each column of an existing contact c when the row i is written to it: {name, value, differs, changed},
-- the last being what a person is told of it. A further column's value stands in i under its place, further_1 and so on:
-- its name may be one of i's own.
-- An absent key leaves the column alone, and an inactive customer without phone or e-mail keeps the last ones.
drop function if exists servicetitan_new_values(text[]);
create function servicetitan_new_values(p_further text[]) returns table (name text, value text, differs text, changed text)
language sql immutable security invoker set search_path = public, pg_temp
as $$
	select n, format('case when %2$s then i.%1$I else c.%1$I end', n, takes),
		format('(%2$s and c.%1$I is distinct from i.%1$I)', n, takes), format('array[%L]', n)
	from unnest(array['firstname', 'lastname', 'phone', 'email']) as n cross join lateral format(
		-- What was typed in by hand stays where ServiceTitan never had anything.
		'(i.raw ? %1$L and (i.%1$I is not null or (%2$s and c.metadata::jsonb #>> ''{custom_fields,beforeLinking,%1$s}'' is distinct from c.%1$I::text)))',
		n, case when n in ('phone', 'email') then 'i.active' else 'true' end) as takes
	union all
	-- Most are as they were, and told so without a merge: alike, or alike beside what is not ours.
	select 'metadata', merged, format($differs$case
			when c.metadata::jsonb->'custom_fields' = i.set_fields then false
			when jsonb_typeof(c.metadata::jsonb->'custom_fields') = 'object' and ((c.metadata::jsonb->'custom_fields')
				- coalesce(i.cleared_fields, '{}')) || coalesce(i.set_fields, '{}') = c.metadata::jsonb->'custom_fields' then false
			else c.metadata::jsonb is distinct from %s end$differs$, merged),
		'servicetitan_changed_fields(c.metadata::jsonb, i.set_fields, i.cleared_fields)'
	from (values ('servicetitan_merge_metadata(c.metadata::jsonb, i.set_fields, i.cleared_fields)')) as m(merged)
	union all
	-- Users' columns may have types that know no equality: jsonb does.
	select f.name, format('i.further_%s', f.n), format('to_jsonb(c.%I) is distinct from to_jsonb(i.further_%s)', f.name, f.n),
		format('array[%L]', f.name)
	from unnest(p_further) with ordinality as f(name, n)
$$;

-- An earlier form of it told of each row in any case.
drop function if exists servicetitan_write_rows(text, jsonb, int[], jsonb, boolean);

-- Writes rows that all have the same further columns, each customer once. p_ords are their places in the batch.
-- Returns their outcomes: [{ord, crm_id, outcome, reason, contact_id, twin}], with `changed` where one was updated: the
-- columns and custom fields that have another value now. Without p_each, those of whom there is nothing more to tell
-- are only counted: {outcome, times}.
create or replace function servicetitan_write_rows(
	p_workspace_id text, p_rows jsonb, p_ords int[], p_links jsonb, p_skip_unreachable boolean, p_each boolean
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
	v_further text[] := array(select k from jsonb_object_keys(
		case when jsonb_typeof(p_rows->0->'columns') = 'object' then p_rows->0->'columns' else '{}' end) as k);
	v_types jsonb := servicetitan_key_types();
	v_alike int[];
	v_others int[];
	v_changed text;
	v_assignments text;
	v_result jsonb;
begin
	if not p_each and v_further = '{}' then
		v_alike := servicetitan_find_alike(p_workspace_id, p_rows);
		if v_alike <> '{}' then
			v_others := array(select n from generate_series(1, jsonb_array_length(p_rows)) as n except select unnest(v_alike) order by 1);
			v_result := jsonb_build_array(jsonb_build_object('outcome', 'unchanged', 'times', cardinality(v_alike)));
			return v_result || case when v_others = '{}' then '[]' else servicetitan_write_rows(p_workspace_id,
				servicetitan_pick_rows(p_rows, v_others), array(select p_ords[n] from unnest(v_others) as n), p_links, p_skip_unreachable, p_each) end;
		end if;
	end if;
	if p_links <> '{}' then
		perform servicetitan_claim_contacts(p_workspace_id, p_rows, p_links);
	end if;
	select string_agg(format('case when %s then %s else ''{}'' end', n.differs, n.changed), ' || '), string_agg(format('%I = %s', n.name, n.value), ', ')
	into v_changed, v_assignments from servicetitan_new_values(v_further) as n;
	execute format($sql$
		with incoming as materialized (
			select $3[e.n] as ord,
				-- A contact that was just linked keeps what ServiceTitan has nothing for.
				case when $4->btrim(t.crm_id) ? 'link' then jsonb_strip_nulls(e.r) else e.r end as raw,
				t.active is distinct from 'false' as active,
				case when t.all_fields = 'true' then $7 || given.nulls else given.nulls end as cleared_fields,
				nullif(case when jsonb_typeof(t.custom_fields) = 'object' then t.custom_fields - given.nulls end, '{}') as set_fields,
				$1::%3$s as workspace_id, btrim(t.crm_id)::%4$s as crm_id, t.firstname, t.lastname, t.phone, t.email,
				t.source_modified_on as modified_on, t.source_read_at as read_at %6$s,
				-- Nobody has read what is stored so long after what was read just now: somebody typed that in.
				coalesce(t.just_read = 'true', false) as just_read, t.source_read_at + interval '2 hours' as hours_ahead
			from jsonb_array_elements($2) with ordinality as e(r, n)
			cross join lateral jsonb_to_record(e.r) as t(%5$s, crm_id text, active jsonb, just_read jsonb, custom_fields jsonb, all_fields jsonb)
			cross join lateral (
				select case when jsonb_path_exists(t.custom_fields, '$.* ? (@ == null)') then array(
					select f.key from jsonb_each(case when jsonb_typeof(t.custom_fields) = 'object' then t.custom_fields end) as f
					where f.value = 'null') else '{}' end as nulls
				-- Keeps it from being looked for once for each place it stands in.
				offset 0
			) as given
			%7$s
		), known as materialized (
			select distinct on (i.ord) i.ord, c.id,
				coalesce(jsonb_typeof(c.metadata::jsonb), 'null') not in ('object', 'null') as broken,
				case when i.raw->'by_reading' = 'true' then c.source_read_at > i.read_at and not (i.just_read and c.source_read_at > i.hours_ahead)
					else c.source_modified_on collate "C" > i.modified_on collate "C"
						or (c.source_modified_on = i.modified_on and c.source_read_at > i.read_at) end as older,
				i.modified_on is not null and (c.source_modified_on is distinct from i.modified_on
					or (i.just_read and c.source_read_at > i.hours_ahead)) as aged,
				%1$s as changed
			from incoming i join contacts c on c.workspace_id = i.workspace_id and c.crm_id = i.crm_id
			order by i.ord, c.created_at nulls last, c.id
		), verdict as materialized (
			select i.*, k.id, coalesce(k.aged, false) as aged, k.changed, case
				when k.ord is null and $5 and nullif(i.raw->>'phone', '') is null and nullif(i.raw->>'email', '') is null then 'unreachable'
				when k.ord is null then 'created'
				when k.broken then 'broken'
				when k.older then 'older'
				when k.changed <> '{}' then 'updated'
				else 'unchanged' end as verdict
			from incoming i left join known k using (ord)
		), updated as (
			-- Computed from c once more: what somebody else has just changed in this row stays.
			update contacts c
			set %2$s, source_modified_on = coalesce(i.modified_on, c.source_modified_on),
				source_read_at = coalesce(i.read_at, c.source_read_at), updated_at = now()
			from verdict i
			where i.verdict = 'updated' and c.workspace_id = i.workspace_id and c.crm_id = i.crm_id and c.id = i.id
			returning i.ord, c.id
		), aged as (
			-- Nothing to see changed, but an older snapshot must stay refused. Where this would set off
			-- somebody's trigger, it is left out: a webhook for nothing would be the greater harm.
			update contacts c set source_modified_on = i.modified_on, source_read_at = coalesce(i.read_at, c.source_read_at)
			from verdict i
			where i.verdict = 'unchanged' and i.aged and not servicetitan_contacts_are_watched()
				and c.workspace_id = i.workspace_id and c.crm_id = i.crm_id and c.id = i.id
		), inserted as (
			insert into contacts (workspace_id, crm_id, firstname, lastname, phone, email, metadata,
				source_modified_on, source_read_at, created_at, updated_at %8$s)
			select i.workspace_id, i.crm_id, i.firstname, i.lastname, i.phone, i.email,
				case when i.set_fields is null then '{}' else jsonb_build_object('custom_fields', i.set_fields) end, i.modified_on, i.read_at, now(), now() %9$s
			from verdict i where i.verdict = 'created' order by i.ord
			returning id, crm_id
		), written as materialized (
			-- As maps: the planner expects few rows here, and would compare each with each.
			select (select coalesce(jsonb_object_agg(u.ord, u.id), '{}') from updated u) as updated,
				(select coalesce(jsonb_object_agg(n.crm_id, n.id), '{}') from inserted n) as inserted
		), told as materialized (
			select i.ord, btrim(i.raw->>'crm_id') as crm_id, coalesce(i.id::text, w.inserted->>(i.crm_id::text)) as contact_id, i.verdict,
				case
					when i.verdict = 'unreachable' then jsonb_build_object('outcome', 'skipped', 'reason', 'has no phone and no e-mail')
					when i.verdict = 'older' then jsonb_build_object('outcome', 'skipped', 'reason', 'a newer version is stored already')
					when i.verdict = 'broken' then jsonb_build_object('outcome', 'failed', 'reason',
						'The metadata of this contact is not an object, so nothing was written. Make it one, for example {}.')
					when (i.verdict = 'updated' and not w.updated ? i.ord::text) or (i.verdict = 'created' and not w.inserted ? i.crm_id::text) then
						jsonb_build_object('outcome', 'failed', 'reason',
							'Supabase did not write the row: a trigger on contacts held it back, or it was deleted at this moment.')
					when i.verdict <> 'created' and $4->(i.crm_id::text) ? 'link' then jsonb_build_object('outcome', 'linked')
					when i.verdict = 'created' and $4->(i.crm_id::text) ? 'twin' then jsonb_build_object(
						'reason', 'may be the same person as a contact typed in by hand', 'twin', $4->(i.crm_id::text)->>'twin')
					when i.verdict = 'updated' and $6 then jsonb_build_object('changed', i.changed)
				end as more
			from verdict i cross join written w
		)
		select jsonb_agg(o.outcome) from (
			select jsonb_build_object('ord', t.ord, 'crm_id', t.crm_id, 'contact_id', t.contact_id, 'outcome', t.verdict) || coalesce(t.more, '{}') as outcome
			from told t where $6 or t.more is not null
			union all
			select jsonb_build_object('outcome', t.verdict, 'times', count(*)) from told t where not $6 and t.more is null group by t.verdict
		) as o
	$sql$, v_changed, v_assignments, v_types->>'workspace_id', v_types->>'crm_id',
		servicetitan_record_of(array['firstname', 'lastname', 'phone', 'email', 'source_modified_on', 'source_read_at']),
		(select coalesce(string_agg(format(', further.%I as further_%s', f.name, f.n), ''), '') from unnest(v_further) with ordinality as f(name, n)),
		case when v_further <> '{}' then
			format('cross join lateral jsonb_to_record(e.r->''columns'') as further(%s)', servicetitan_record_of(v_further)) else '' end,
		(select coalesce(string_agg(format(', %I', n), ''), '') from unnest(v_further) as n),
		(select coalesce(string_agg(format(', i.further_%s', f.n), ''), '') from unnest(v_further) with ordinality as f(name, n)))
	using p_workspace_id, p_rows, p_ords, p_links, p_skip_unreachable, p_each, servicetitan_own_fields() into v_result;
	return coalesce(v_result, '[]');
end $$;

revoke all on function servicetitan_claim_contacts, servicetitan_new_values, servicetitan_write_rows
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_claim_contacts, servicetitan_new_values, servicetitan_write_rows
	to service_role;

reset search_path;
