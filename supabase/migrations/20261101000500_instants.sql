-- Moments as text and back. Functions of the sync speak ISO 8601 in UTC, whatever the session's time zone.
set search_path = public, pg_temp;

create or replace function servicetitan_iso(p_moment timestamptz) returns text
language sql stable security invoker set search_path = public, pg_temp
as $$ select to_char(p_moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- ServiceTitan has seven digits, PostgreSQL six. Cut, not rounded: a cursor must never get ahead of what was read.
create or replace function servicetitan_moment(p_iso text) returns timestamptz
language sql stable security invoker set search_path = public, pg_temp set timezone = 'UTC'
as $$ select regexp_replace(p_iso, '(\.\d{6})\d+', '\1')::timestamptz $$;

-- The cursor column may be text in an older table, and people type into it.
-- Null stands for "no cursor"; what is no date raises invalid_datetime_format.
create or replace function servicetitan_read_cursor(p_state servicetitan_sync_state) returns timestamptz
language plpgsql stable security invoker set search_path = public, pg_temp set timezone = 'UTC' set datestyle = 'ISO, YMD'
as $$
declare
	v_text text := nullif(btrim(p_state.last_modified_cursor::text), '');
begin
	-- "now" and "today" are dates to PostgreSQL, but a cursor that moves by itself would lose customers.
	if v_text !~ '^\d{4}-\d{2}-\d{2}' then
		raise invalid_datetime_format using message = v_text;
	end if;
	return servicetitan_moment(v_text);
end $$;

-- In UTC, so that a cursor column without a time zone holds UTC too.
create or replace function servicetitan_store_cursor(p_workspace_id text, p_cursor timestamptz) returns void
language plpgsql security invoker set search_path = public, pg_temp set timezone = 'UTC' set datestyle = 'ISO, YMD'
as $$
begin
	update servicetitan_sync_state
	set last_modified_cursor = p_cursor, committed_cursor = coalesce(servicetitan_iso(p_cursor), 'none')
	where workspace_id::text = p_workspace_id;
end $$;

-- The same, for reading where a cursor that cannot be read is only worth showing.
create or replace function servicetitan_show_cursor(p_state servicetitan_sync_state) returns text
language plpgsql stable security invoker set search_path = public, pg_temp
as $$
begin
	return servicetitan_iso(servicetitan_read_cursor(p_state));
exception when data_exception then
	return p_state.last_modified_cursor::text;
end $$;

revoke all on function servicetitan_iso, servicetitan_moment, servicetitan_read_cursor, servicetitan_store_cursor,
	servicetitan_show_cursor from PUBLIC, anon, authenticated;
grant execute on function servicetitan_iso, servicetitan_moment, servicetitan_read_cursor, servicetitan_store_cursor,
	servicetitan_show_cursor to service_role;

reset search_path;
