-- What a hosted Supabase project has before its owner adds anything: roles, their rights, and the notice that makes the API look again.
-- Safe to repeat. Roles belong to the whole cluster, the rest to one database.
do $$
begin
	if not exists (select from pg_roles where rolname = 'anon') then
		create role anon nologin noinherit;
		alter role anon set statement_timeout = '3s';
	end if;
	if not exists (select from pg_roles where rolname = 'authenticated') then
		create role authenticated nologin noinherit;
		alter role authenticated set statement_timeout = '8s';
	end if;
	if not exists (select from pg_roles where rolname = 'service_role') then
		create role service_role nologin noinherit bypassrls;
	end if;
end $$;

create schema if not exists extensions;
grant usage on schema public, extensions to anon, authenticated, service_role;

-- As hosted: what is made in public is open to all three unless row level security or a revoke closes it.
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;

create or replace function extensions.pgrst_ddl_watch() returns event_trigger
language plpgsql as $$
begin
	notify pgrst, 'reload schema';
end $$;

create or replace function extensions.pgrst_drop_watch() returns event_trigger
language plpgsql as $$
begin
	notify pgrst, 'reload schema';
end $$;

do $$
begin
	if not exists (select from pg_event_trigger where evtname = 'pgrst_ddl_watch') then
		create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
	end if;
	if not exists (select from pg_event_trigger where evtname = 'pgrst_drop_watch') then
		create event trigger pgrst_drop_watch on sql_drop execute function extensions.pgrst_drop_watch();
	end if;
end $$;
