import type { Outcome } from '../../../core/contact/contactRow';
import type { JsonObject } from './json';
import type { Moment } from './moments';

/** The tables of the migrations, by the names of their columns. Contacts have no further columns but `further`. */

export interface StateRow {
	workspace_id: string;
	tenant_id: string | null;
	environment: string | null;
	timezone: string | null;
	run_by_workflow: string | null;
	dispatched_at: string | null;
	dispatch_id: string | null;
	business_hours: unknown;
	sync_enabled: boolean | null;
	sync_status: string | null;
	/** A moment, or whatever a person typed. */
	last_modified_cursor: string | null;
	committed_cursor: string | null;
	last_continue_from: string | null;
	read_window: unknown;
	/** How ServiceTitan's clock stood to this one's when the cursor was taken. */
	servicetitan_clock: JsonObject | null;
	newest_read_at: Moment | null;
	/** Seconds it was ahead of this clock when it was written; null once a run was finished. */
	newest_read_ahead: number | null;
	contact_token: string | null;
	initial_contact_token: string | null;
	/** How far an initial sync is that has not come to its end. */
	backfill: JsonObject | null;
	initial_sync_completed: boolean | null;
	run_id: string | null;
	run_started_at: Moment | null;
	lease_expires_at: Moment | null;
	lease_minutes: number | null;
	consumer: JsonObject | null;
	total_customers_synced: number;
	last_sync_created: number;
	last_sync_updated: number;
	last_sync_errors: number;
	last_error: string | null;
	last_run_id: string | null;
	last_success_at: Moment | null;
	created_at: Moment;
	updated_at: Moment;
}

export type RunStatus = 'running' | 'completed' | 'completed_with_failures' | 'failed';

export interface RunRow {
	run_id: string;
	workspace_id: string;
	mode: string;
	source: string;
	status: RunStatus;
	consumer: JsonObject | null;
	started_at: Moment;
	heartbeat_at: Moment;
	finished_at: Moment | null;
	cursor_from: Moment | null;
	cursor_to: Moment | null;
	fetched: number;
	created: number;
	updated: number;
	unchanged: number;
	linked: number;
	skipped: number;
	failed: number;
	handed_out: number;
	remaining: number | null;
	commit: JsonObject | null;
	result: JsonObject | null;
	failure_kind: string | null;
	failure: string | null;
	taken_over_by: string | null;
	note: string | null;
	progress: JsonObject | null;
}

export interface FailureRow {
	workspace_id: string;
	crm_id: string;
	reason: string | null;
	sqlstate: string | null;
	source_modified_on: string | null;
	attempts: number;
	first_failed_at: Moment;
	last_failed_at: Moment;
	next_attempt_at: Moment;
	status: 'open' | 'gone';
	run_id: string | null;
}

export interface HandedOutRow {
	/** Null: still awaited. */
	acknowledged_at: Moment | null;
	outcome: Outcome | null;
}

export interface DeliveredRow {
	workspace_id: string;
	stream: 'customer' | 'contact_method';
	record_id: string;
	version: string;
}

export interface BatchRow {
	batch_id: string;
	workspace_id: string;
	run_id: string | null;
	result: JsonObject;
	created_at: Moment;
}

/** A contact method that an initial sync has read and whose customer is still to come. */
export interface StagedRow {
	workspace_id: string;
	method_id: number;
	customer_id: number;
	method: JsonObject;
}

export interface ContactRecord {
	id: string;
	workspace_id: string;
	/** Null or '' for a contact typed in by hand. */
	crm_id: string | null;
	firstname: string | null;
	lastname: string | null;
	phone: string | null;
	email: string | null;
	metadata: unknown;
	source_modified_on: string | null;
	source_read_at: Moment | null;
	created_at: Moment | null;
	updated_at: Moment | null;
	/** The user's further columns, all of them text. */
	further: Record<string, string | null>;
}

export class Tables {
	readonly state = new Map<string, StateRow>();
	/** By run id, the oldest first. */
	readonly runs = new Map<string, RunRow>();
	failures: FailureRow[] = [];
	/** Run id → customer → what came back. */
	readonly handedOut = new Map<string, Map<string, HandedOutRow>>();
	delivered: DeliveredRow[] = [];
	readonly batches = new Map<string, BatchRow>();
	staged: StagedRow[] = [];
	contacts: ContactRecord[] = [];
}
