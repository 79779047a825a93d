-- Moving the cursor by hand, with a reason that is kept.
set search_path = public, pg_temp;

-- After a person moved the cursor, what was planned and remembered for the old one no longer holds:
-- the next run reads everything since the new one, versions it has delivered before included.
create or replace function servicetitan_forget_reading(p_workspace_id text, p_backward boolean) returns void
language sql security invoker set search_path = public, pg_temp
as $$
	delete from servicetitan_sync_delivered where workspace_id = p_workspace_id;
	-- Without a token, changed phone numbers and e-mails are read since the cursor too. Forward, the token
	-- stays: reading more than asked for does no harm, reading less would.
	update servicetitan_sync_state
	set read_window = null, contact_token = case when p_backward then null else contact_token end
	where workspace_id::text = p_workspace_id;
$$;

-- An earlier form of it did not note who. Both at once would leave the API without a choice.
drop function if exists servicetitan_reset_cursor(text, timestamptz, text);

-- p_consumer is who: {workflowId, workflowName, nodeId, nodeName, executionId}, kept in the history beside the reason.
create or replace function servicetitan_reset_cursor(
	p_workspace_id text, p_cursor timestamptz, p_reason text, p_consumer jsonb default null
) returns jsonb
language plpgsql security invoker set search_path = public, pg_temp
as $$
declare
	v_state servicetitan_sync_state;
	v_shown text;
	v_from timestamptz;
	-- A cursor in the future would skip whatever changes until then.
	v_to timestamptz := least(p_cursor, clock_timestamp());
begin
	if btrim(coalesce(p_reason, '')) = '' then
		return jsonb_build_object('outcome', 'reason_missing');
	elsif p_cursor is null or not isfinite(p_cursor) then
		return jsonb_build_object('outcome', 'bad_cursor');
	end if;
	select * into v_state from servicetitan_sync_state s where s.workspace_id::text = p_workspace_id for update;
	if not found then
		return jsonb_build_object('outcome', 'unknown_workspace', 'workspace_id', p_workspace_id);
	end if;
	begin
		v_from := servicetitan_read_cursor(v_state);
	exception when data_exception then
		null;
	end;
	v_shown := servicetitan_show_cursor(v_state);
	perform servicetitan_forget_reading(p_workspace_id, coalesce(v_to < v_from, true));
	perform servicetitan_store_cursor(p_workspace_id, v_to);
	update servicetitan_sync_state s set updated_at = now() where s.workspace_id::text = p_workspace_id;
	insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, consumer, finished_at, cursor_from, cursor_to, note)
	values (gen_random_uuid(), p_workspace_id, 'reset', 'sync', 'completed',
		case when jsonb_typeof(p_consumer) = 'object' then p_consumer end, now(), v_from, v_to,
		format('The cursor was moved by hand from %s to %s: %s', coalesce(v_shown, 'nothing'), servicetitan_iso(v_to), btrim(p_reason)));
	return jsonb_build_object('outcome', 'reset', 'workspace_id', p_workspace_id,
		'cursor_from', v_shown, 'cursor_to', servicetitan_iso(v_to));
end $$;

revoke all on function servicetitan_forget_reading, servicetitan_reset_cursor from PUBLIC, anon, authenticated;
grant execute on function servicetitan_forget_reading, servicetitan_reset_cursor to service_role;

reset search_path;
