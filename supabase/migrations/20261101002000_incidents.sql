-- What is wrong and whom it was told to: an incident begins and ends, and both are told once, whoever looks and how often.
set search_path = public, pg_temp;

-- The newest migration that was applied. Every later migration replaces this function with its own timestamp.
create or replace function servicetitan_schema_version() returns jsonb
language plpgsql immutable security invoker set search_path = public, pg_temp
as $$
begin
	return jsonb_build_object('version', '20261101002000');
end $$;

create table if not exists servicetitan_sync_incidents (
	incident_id uuid primary key default gen_random_uuid(),
	workspace_id text not null,
	kind text not null,
	text text not null,
	to_do text,
	over text,
	opened_at timestamptz not null default now(),
	last_seen_at timestamptz not null default now(),
	resolved_at timestamptz,
	opened_told_at timestamptz,
	last_told_at timestamptz,
	resolved_told_at timestamptz,
	telling_until timestamptz
);
create unique index if not exists servicetitan_sync_incidents_open
	on servicetitan_sync_incidents (workspace_id, kind) where resolved_at is null;
create index if not exists servicetitan_sync_incidents_newest on servicetitan_sync_incidents (workspace_id, opened_at desc);
alter table servicetitan_sync_incidents enable row level security;
revoke all on servicetitan_sync_incidents from PUBLIC, anon, authenticated;
grant select, insert, update, delete on servicetitan_sync_incidents to service_role;

comment on table servicetitan_sync_incidents is 'What was wrong with the sync, from when to when, and when it was told. Kept for 90 days after its end.';
comment on column servicetitan_sync_incidents.incident_id is 'What Mark Alerts Told names it by.';
comment on column servicetitan_sync_incidents.kind is 'What is wrong, in one word: silence, stuck, runFailed, rowsFailing, manyChanges, switchedOff, cursorBehind, credentials or duplicates.';
comment on column servicetitan_sync_incidents.text is 'What is wrong, in words.';
comment on column servicetitan_sync_incidents.to_do is 'What to do about it.';
comment on column servicetitan_sync_incidents.over is 'What is told when it is over.';
comment on column servicetitan_sync_incidents.opened_at is 'When it was first seen.';
comment on column servicetitan_sync_incidents.last_seen_at is 'When it was last seen.';
comment on column servicetitan_sync_incidents.resolved_at is 'When it was seen to be over. Empty: it goes on.';
comment on column servicetitan_sync_incidents.opened_told_at is 'When somebody was told that it began. Empty: nobody was.';
comment on column servicetitan_sync_incidents.last_told_at is 'When somebody was last told of it.';
comment on column servicetitan_sync_incidents.resolved_told_at is 'When somebody was told that it is over.';
comment on column servicetitan_sync_incidents.telling_until is 'A check has taken it on to tell it. Where it is not known to be told by then, the next check tells it.';

-- One checker at a time for a workspace, until the end of the transaction.
create or replace function servicetitan_lock_incidents(p_workspace_id text) returns void
language sql security invoker set search_path = public, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended('servicetitan_sync_incidents ' || p_workspace_id, 0)) $$;

-- Begins and ends incidents by what a check found: [{kind, wrong, text, toDo, over, okSince}]. Kinds that are not
-- named stay as they are. okSince: only what was seen before that moment is over.
create or replace function servicetitan_settle_incidents(p_workspace_id text, p_findings jsonb) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	insert into servicetitan_sync_incidents as i (workspace_id, kind, text, to_do, over)
	select distinct on (f->>'kind') p_workspace_id, f->>'kind', coalesce(f->>'text', f->>'kind'), f->>'toDo', f->>'over'
	from jsonb_array_elements(p_findings) as f where f->'wrong' = 'true' and f->>'kind' <> ''
	on conflict (workspace_id, kind) where resolved_at is null
	do update set text = excluded.text, to_do = excluded.to_do, over = excluded.over, last_seen_at = clock_timestamp();
	update servicetitan_sync_incidents i set resolved_at = clock_timestamp()
	from jsonb_array_elements(p_findings) as f
	where i.workspace_id = p_workspace_id and i.kind = f->>'kind' and i.resolved_at is null and f->'wrong' = 'false'
		and (f->>'okSince' is null or servicetitan_moment(f->>'okSince') > i.last_seen_at);
	delete from servicetitan_sync_incidents i
	where i.workspace_id = p_workspace_id and i.resolved_at < now() - interval '90 days';
$$;

-- What is to be told now, and whether it begins, goes on or is over. Of one kind never twice within an hour; what was
-- over before anybody was told is told to nobody.
create or replace function servicetitan_alerts_due(p_workspace_id text, p_remind_minutes int)
returns table (incident_id uuid, event text)
language sql stable security invoker set search_path = public, pg_temp
as $$
	select i.incident_id, case
			when i.resolved_at is not null then 'resolved'
			when i.opened_told_at is null then 'opened'
			else 'still' end
	from servicetitan_sync_incidents i
	where i.workspace_id = p_workspace_id and coalesce(i.telling_until <= clock_timestamp(), true) and case
		-- Taken on but not known to be told: it may have been.
		when i.resolved_at is not null then i.resolved_told_at is null and (i.opened_told_at is not null or i.telling_until is not null)
		when i.opened_told_at is null then not exists (
			select from servicetitan_sync_incidents before
			where before.workspace_id = p_workspace_id and before.kind = i.kind and before.last_told_at > clock_timestamp() - interval '1 hour')
		else p_remind_minutes > 0 and i.last_told_at <= clock_timestamp() - make_interval(mins => p_remind_minutes) end
$$;

create or replace function servicetitan_incident_json(p_incident servicetitan_sync_incidents) returns jsonb
language sql stable security invoker set search_path = public, pg_temp
as $$
	select jsonb_build_object('incident_id', p_incident.incident_id, 'workspace_id', p_incident.workspace_id, 'kind', p_incident.kind,
		'text', p_incident.text, 'to_do', p_incident.to_do, 'over', p_incident.over,
		'opened_at', servicetitan_iso(p_incident.opened_at), 'resolved_at', servicetitan_iso(p_incident.resolved_at),
		'told_at', servicetitan_iso(p_incident.last_told_at))
$$;

-- Notes what a check found, and takes on what is to be told for ten minutes: {open: [incident], alerts: [incident and event]}.
create or replace function servicetitan_note_findings(
	p_workspace_id text, p_findings jsonb, p_remind_minutes int default 1440, p_tell boolean default true
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_workspace text := coalesce(p_workspace_id, '');
	v_findings jsonb := case when jsonb_typeof(p_findings) = 'array' then p_findings else '[]' end;
	v_alerts jsonb := '[]';
begin
	perform servicetitan_lock_incidents(v_workspace);
	perform servicetitan_settle_incidents(v_workspace, v_findings);
	if coalesce(p_tell, true) then
		with due as materialized (
			select * from servicetitan_alerts_due(v_workspace, coalesce(p_remind_minutes, 1440))
		), taken as (
			update servicetitan_sync_incidents i set telling_until = clock_timestamp() + interval '10 minutes'
			from due where i.incident_id = due.incident_id
			returning i.*, due.event
		)
		select coalesce(jsonb_agg(servicetitan_incident_json(i) || jsonb_build_object('event', taken.event) order by i.opened_at, i.kind), '[]')
		into v_alerts from taken join servicetitan_sync_incidents i using (incident_id);
	end if;
	return jsonb_build_object('outcome', 'noted', 'alerts', v_alerts, 'open', coalesce((
		select jsonb_agg(servicetitan_incident_json(i) order by i.opened_at, i.kind)
		from servicetitan_sync_incidents i where i.workspace_id = v_workspace and i.resolved_at is null), '[]'));
end $$;

-- These alerts got through, or did not: [{incident_id, event}]. Said twice, it is the same. What did not get through is
-- due again at once, unless it did another way.
create or replace function servicetitan_mark_told(p_alerts jsonb, p_sent boolean default true) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_marked int;
begin
	update servicetitan_sync_incidents i
	set telling_until = case when p_sent is false then clock_timestamp() end,
		last_told_at = case when p_sent is false then i.last_told_at else clock_timestamp() end,
		opened_told_at = case when p_sent is false then i.opened_told_at else coalesce(i.opened_told_at, clock_timestamp()) end,
		resolved_told_at = case when p_sent is not false and told.over then clock_timestamp() else i.resolved_told_at end
	from (
		select a->>'incident_id' as incident_id, coalesce(bool_or(a->>'event' = 'resolved'), false) as over
		from jsonb_array_elements(case when jsonb_typeof(p_alerts) = 'array' then p_alerts else '[]' end) as a group by 1
	) as told
	where i.incident_id::text = told.incident_id and (p_sent is not false or i.telling_until is not null);
	get diagnostics v_marked = row_count;
	return jsonb_build_object('outcome', 'marked', 'marked', v_marked);
end $$;

revoke all on function servicetitan_schema_version, servicetitan_lock_incidents, servicetitan_settle_incidents,
	servicetitan_alerts_due, servicetitan_incident_json, servicetitan_note_findings, servicetitan_mark_told
	from PUBLIC, anon, authenticated;
grant execute on function servicetitan_schema_version, servicetitan_lock_incidents, servicetitan_settle_incidents,
	servicetitan_alerts_due, servicetitan_incident_json, servicetitan_note_findings, servicetitan_mark_told to service_role;

reset search_path;
