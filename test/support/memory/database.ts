import type { Moment } from './moments';
import type { ContactRecord, RunRow, StateRow, Tables } from './tables';

/** What the functions of the database share. */
export interface Database {
	tables: Tables;
	/** The time of the call under way: it stands still until the next one. */
	now: Moment;
	newId(): string;
	/** Names of the user's further columns of contacts. */
	further: string[];
	/** Why a contact may not be stored like this: a constraint. */
	refuses: Refuses;
	/** Called for every write to a contact, those of a dry run too. */
	wrote(write: ContactWrite): void;
}

export type Refuses = (contact: ContactRecord) => { message: string; sqlstate: string } | undefined;

/** One write to a row of contacts. */
export interface ContactWrite {
	/**
	 * `created`, `updated`; `linked`: a contact typed in by hand got its customer; `aged`: only source_modified_on
	 * and source_read_at moved on.
	 */
	how: 'created' | 'updated' | 'linked' | 'aged';
	/** What came in, as the caller sent it: `null` where the row did not say. */
	sourceModifiedOn: string | null;
	sourceReadAt: string | null;
	byReading: boolean;
	before: ContactRecord | undefined;
	after: ContactRecord;
}

/** A run that is over, or cannot be found, is `undefined`. */
export const runOf = ({ tables }: Database, runId: string | null): RunRow | undefined =>
	runId === null ? undefined : tables.runs.get(runId);

/** Customers given to the workflow that have not come back yet. */
export const unacknowledged = ({ tables }: Database, runId: string | null): number =>
	[...(tables.handedOut.get(runId ?? '')?.values() ?? [])].filter(
		({ acknowledged_at }) => acknowledged_at === null,
	).length;

/** Newest first; of two that started in the same moment the one that came later. */
export const newestRuns = ({ tables }: Database, matches: (run: RunRow) => boolean): RunRow[] =>
	[...tables.runs.values()]
		.filter(matches)
		.reverse()
		.sort((a, b) => (a.started_at < b.started_at ? 1 : a.started_at > b.started_at ? -1 : 0));

/** Whether a call may still act for its run. */
export function isCurrent(database: Database, state: StateRow, runId: string): boolean {
	const run = runOf(database, runId);
	return (
		state.run_id === runId && run?.workspace_id === state.workspace_id && run.status === 'running'
	);
}
