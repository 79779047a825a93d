import type { CallFunction } from '../../../transport/supabase/connectSupabase';

/** A row of contacts, as far as anybody here looks at it. */
export interface StoredContact {
	id: string;
	crm_id: string | null;
	firstname: string | null;
	lastname: string | null;
	phone: string | null;
	email: string | null;
	source_modified_on: string | null;
	metadata: Record<string, unknown> & { custom_fields?: Record<string, unknown> };
}

export interface StoredRun {
	run_id: string;
	source: string;
	status: string;
	failure: string | null;
	taken_over_by: string | null;
}

export interface StoredState {
	sync_status: string | null;
	run_id: string | null;
	/** ISO 8601 UTC. */
	cursor: string | null;
	read_window: unknown;
}

export interface HandMade {
	firstname: string;
	phone: string | null;
	email: string | null;
	metadata: Record<string, unknown>;
}

/** One workspace of a Supabase: the database's functions, and what a person can see and do beside them. */
export interface Backend {
	workspaceId: string;
	/** Straight to the functions of the migrations, by their names. */
	call: CallFunction;
	/** Lets the database's time pass: leases run out, rows that failed become due. */
	passed(ms: number): Promise<void>;
	contacts(): Promise<StoredContact[]>;
	runs(): Promise<StoredRun[]>;
	state(): Promise<StoredState>;
	/** Customers of a run that were handed out and never came back. */
	awaited(runId: string): Promise<string[]>;
	/** How many rows wait to be tried again. */
	failing(): Promise<number>;
	/** @returns the id of the row */
	typeContact(contact: HandMade): Promise<string>;
	/** A person's own key in the metadata of a contact. */
	annotate(contactId: string, key: string, value: string): Promise<void>;
	/** What people's SQL does to the state. */
	setState(change: { sync_status: string } | { last_modified_cursor: string }): Promise<void>;
	/** While it is poison, a customer's row is refused by a constraint. */
	poison(crmId: string, poisonous: boolean): Promise<void>;
	healAll(): Promise<void>;
}
