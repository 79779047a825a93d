-- A run's sign of life.
set search_path = public, pg_temp;

-- An earlier form of it knew no backfill. Both at once would leave the API without a choice.
drop function if exists servicetitan_checkpoint_run(text, uuid, jsonb, jsonb, int);

create or replace function servicetitan_checkpoint_run(
	p_workspace_id text, p_run_id uuid, p_handed_out jsonb default null, p_commit jsonb default null, p_fetched int default null,
	p_backfill jsonb default null, p_progress jsonb default null
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
	v_handed_out jsonb := case when jsonb_typeof(p_handed_out) = 'array' then p_handed_out else '[]' end;
	v_new int;
	v_now timestamptz;
	v_lease timestamptz;
begin
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id for update;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	elsif not servicetitan_is_current(v_state, p_run_id) then
		return servicetitan_not_current(v_state, p_run_id);
	end if;
	v_now := clock_timestamp();
	v_lease := v_now + make_interval(mins => coalesce(v_state.lease_minutes, 10));
	insert into servicetitan_sync_handed_out (run_id, crm_id)
	select p_run_id, crm_id from jsonb_array_elements_text(v_handed_out) as handed(crm_id) where crm_id is not null
	on conflict do nothing;
	get diagnostics v_new = row_count;
	update servicetitan_sync_runs r
	set heartbeat_at = v_now, handed_out = r.handed_out + v_new, fetched = coalesce(p_fetched, r.fetched),
		commit = case when jsonb_typeof(p_commit) = 'object' then p_commit else r.commit end,
		progress = case when jsonb_typeof(p_progress) = 'object' then p_progress else r.progress end
	where r.run_id = p_run_id;
	if jsonb_typeof(p_backfill) = 'object' then
		-- The two places are columns of their own, for people to read, and to change.
		update servicetitan_sync_state s
		set backfill = p_backfill - 'customersFrom' - 'contactsFrom',
			last_continue_from = p_backfill->>'customersFrom', initial_contact_token = p_backfill->>'contactsFrom'
		where s.workspace_id::text = p_workspace_id;
	end if;
	-- sync_status stays as it is: a person may have set it to idle, which lets the next start take over.
	update servicetitan_sync_state s set lease_expires_at = v_lease, updated_at = v_now
	where s.workspace_id::text = p_workspace_id;
	return jsonb_build_object('outcome', 'ok', 'now', servicetitan_iso(v_now), 'lease_expires_at', servicetitan_iso(v_lease));
end $$;

revoke all on function servicetitan_checkpoint_run from PUBLIC, anon, authenticated;
grant execute on function servicetitan_checkpoint_run to service_role;

reset search_path;
