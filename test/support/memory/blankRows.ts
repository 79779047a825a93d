import type { ContactRecord, RunRow, StateRow } from './tables';

/** The defaults of the tables' columns. */

export const blankRun: Omit<
	RunRow,
	'run_id' | 'workspace_id' | 'mode' | 'source' | 'started_at' | 'heartbeat_at'
> = {
	status: 'running',
	consumer: null,
	finished_at: null,
	cursor_from: null,
	cursor_to: null,
	fetched: 0,
	created: 0,
	updated: 0,
	unchanged: 0,
	linked: 0,
	skipped: 0,
	failed: 0,
	handed_out: 0,
	remaining: null,
	commit: null,
	result: null,
	failure_kind: null,
	failure: null,
	taken_over_by: null,
	note: null,
	progress: null,
};

export const blankState: Omit<StateRow, 'workspace_id' | 'created_at' | 'updated_at'> = {
	tenant_id: null,
	environment: null,
	timezone: null,
	run_by_workflow: null,
	dispatched_at: null,
	dispatch_id: null,
	business_hours: null,
	sync_enabled: true,
	sync_status: 'idle',
	last_modified_cursor: null,
	committed_cursor: null,
	last_continue_from: null,
	read_window: null,
	servicetitan_clock: null,
	newest_read_at: null,
	newest_read_ahead: null,
	contact_token: null,
	initial_contact_token: null,
	backfill: null,
	initial_sync_completed: false,
	run_id: null,
	run_started_at: null,
	lease_expires_at: null,
	lease_minutes: null,
	consumer: null,
	total_customers_synced: 0,
	last_sync_created: 0,
	last_sync_updated: 0,
	last_sync_errors: 0,
	last_error: null,
	last_run_id: null,
	last_success_at: null,
};

export const blankContact: Omit<
	ContactRecord,
	'id' | 'workspace_id' | 'created_at' | 'updated_at'
> = {
	crm_id: null,
	firstname: null,
	lastname: null,
	phone: null,
	email: null,
	metadata: {},
	source_modified_on: null,
	source_read_at: null,
	further: {},
};
