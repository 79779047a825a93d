import type { ContactIds, Contacts, Runs, StagedMethods } from '../../../sync/ports';
import type { CallFunction } from '../../../transport/supabase/connectSupabase';
import type { ContactRecord, FailureRow, RunRow, StateRow } from '../memory/memorySupabase';

/**
 * A Supabase that the contract is told of: the embedded one behind the real adapters, or the one in memory.
 * Rows have the columns' names as keys, moments as ISO 8601 in UTC with six digits.
 */
export interface Subject {
	runs: Runs;
	contacts: Contacts;
	contactIds: ContactIds;
	stagedMethods: StagedMethods;
	/** One database function, as the adapters call it. */
	call: CallFunction;
	/** What a person does in the table editor. */
	changeState(workspaceId: string, values: Partial<StateRow>): Promise<void>;
	/** Typed in by hand, unless it says otherwise. @returns its id */
	addContact(contact: Partial<ContactRecord> & { workspace_id: string }): Promise<string>;
	changeContact(id: string, values: Partial<ContactRecord>): Promise<void>;
	changeFailures(workspaceId: string, values: Partial<FailureRow>): Promise<void>;
	/** What stands in the tables. */
	state(workspaceId: string): Promise<StateRow>;
	/** The oldest first. */
	runRows(workspaceId: string): Promise<RunRow[]>;
	/** By customer. */
	failures(workspaceId: string): Promise<FailureRow[]>;
	/** By customer, those typed in by hand last. */
	contactRows(workspaceId: string): Promise<ContactRecord[]>;
	/** Customers that were handed out and have not come back, sorted. */
	awaited(runId: string): Promise<string[]>;
	/** `stream/record id` → version. */
	delivered(workspaceId: string): Promise<Record<string, string>>;
	/** Contact methods that wait for their customers, by their ids. */
	staged(workspaceId: string): Promise<Array<Record<string, unknown>>>;
	/** Empties every table. */
	clear(): Promise<void>;
	end(): Promise<void>;
}

/** A column of the user's in every subject, of the type text. */
export const FURTHER = 'job_title';

/** No contact may have this last name in any subject: a constraint of the user's. */
export const UNWRITABLE = 'Unwritable';

export const CONSTRAINT = {
	message: 'new row for relation "contacts" violates check constraint "no_unwritable"',
	sqlstate: '23514',
};

export const byCustomer = (
	a: { crm_id: string | null; id?: string },
	b: { crm_id: string | null; id?: string },
): number => {
	const [left, right] = [a, b].map(({ crm_id, id }) => `${crm_id || '~'} ${id ?? ''}`);
	return String(left) < String(right) ? -1 : 1;
};
