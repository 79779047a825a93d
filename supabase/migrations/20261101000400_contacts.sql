-- The contacts. A table of this name may be here already: it gets the columns it lacks, and keeps everything else.
set search_path = public, pg_temp;

do $$
begin
	if to_regclass('contacts') is null then
		create table contacts (
			id uuid primary key default gen_random_uuid(),
			workspace_id text not null,
			crm_id text,
			metadata jsonb default '{}',
			created_at timestamptz default now(),
			updated_at timestamptz default now()
		);
		alter table contacts enable row level security;
		revoke all on contacts from PUBLIC, anon, authenticated;
	end if;
end $$;

grant select, insert, update, delete on contacts to service_role;

alter table contacts
	add column if not exists id uuid default gen_random_uuid(),
	add column if not exists workspace_id text,
	add column if not exists crm_id text,
	add column if not exists firstname text,
	add column if not exists lastname text,
	add column if not exists phone text,
	add column if not exists email text,
	add column if not exists metadata jsonb,
	add column if not exists source_modified_on text,
	add column if not exists source_read_at timestamptz;

-- Two steps, so that rows which are here already do not claim to have been made today.
do $$
declare
	v_column text;
begin
	foreach v_column in array array['created_at', 'updated_at'] loop
		if not exists (select from pg_attribute where attrelid = 'contacts'::regclass and attname = v_column) then
			execute format('alter table contacts add column %I timestamptz', v_column);
			execute format('alter table contacts alter column %I set default now()', v_column);
		end if;
	end loop;
end $$;

-- One contact for each customer. Where there are several already, they are named and left alone:
-- which of them to keep is not for a migration to decide. The sync then writes the oldest.
do $$
declare
	v_duplicates text;
begin
	if exists (
		select from pg_index i
		where i.indrelid = 'contacts'::regclass and i.indisunique and i.indisvalid and i.indpred is null and i.indnkeyatts = 2
			and (select array_agg(a.attname::text order by a.attname) from pg_attribute a
				where a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])) = '{crm_id,workspace_id}'
	) then
		return;
	end if;
	select string_agg(line, '; ') into v_duplicates from (
		select format('workspace %s, customer %s (%s rows)', workspace_id, crm_id, count(*)) as line
		from contacts where workspace_id is not null and crm_id is not null
		group by workspace_id, crm_id having count(*) > 1
		order by count(*) desc, workspace_id, crm_id limit 20
	) as worst;
	if v_duplicates is null then
		create unique index if not exists contacts_workspace_id_crm_id_key on contacts (workspace_id, crm_id);
		return;
	end if;
	create index if not exists contacts_workspace_id_crm_id_idx on contacts (workspace_id, crm_id);
	raise warning 'Several contacts stand for the same customer: %. Nothing was changed; the sync writes the oldest of them. To keep it from happening again, merge them, then run: create unique index contacts_workspace_id_crm_id_key on %.contacts (workspace_id, crm_id);',
		v_duplicates, quote_ident(current_schema());
end $$;

do $$
declare
	v_column text;
	v_words text;
begin
	if obj_description('contacts'::regclass, 'pg_class') is null then
		comment on table contacts is 'The contacts, one row for each ServiceTitan customer of a workspace, and those typed in by hand.';
	end if;
	for v_column, v_words in values
		('workspace_id', 'The workspace the contact belongs to.'),
		('crm_id', 'The ServiceTitan customer id. Empty for a contact typed in by hand.'),
		('firstname', 'First name.'),
		('lastname', 'Last name.'),
		('phone', 'Phone number with country code, for example +13125550100.'),
		('email', 'E-mail address in lower case.'),
		('metadata', 'The sync keeps ServiceTitan''s details under custom_fields. Other keys are yours and stay.'),
		('source_modified_on', 'When ServiceTitan last changed this customer, as of what is stored here.'),
		('source_read_at', 'When the stored phone and e-mail were read from ServiceTitan.'),
		('created_at', 'When this row was made.'),
		('updated_at', 'When the sync last changed something in this row.')
	loop
		if not exists (
			select from pg_attribute a
			where a.attrelid = 'contacts'::regclass and a.attname = v_column
				and col_description(a.attrelid, a.attnum) is not null
		) then
			execute format('comment on column contacts.%I is %L', v_column, v_words);
		end if;
	end loop;
end $$;

reset search_path;
