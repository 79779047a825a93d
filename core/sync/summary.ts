import type { Outcome } from '../contact/contactRow';
import { millisOf, type Instant } from '../instant';
import type { ClosedRun, FinishAnswer } from './run';

export interface FailedRow {
	crm_id: string;
	reason: string | null;
}

/** What one run did, as nodes hand it on: `message` is one sentence for people. */
export interface Summary {
	runId: string | null;
	workspaceId: string | null;
	status:
		| 'completed'
		| 'completed_with_failures'
		| 'failed'
		| 'waiting'
		| 'dryRun'
		| 'written'
		/** A part of an initial sync is done; the next run goes on. */
		| 'unfinished';
	message: string;
	fetched: number;
	created: number;
	updated: number;
	unchanged: number;
	linked: number;
	skipped: number;
	failed: number;
	/** Customers handed out that have not arrived yet. */
	remaining: number;
	failedRows: FailedRow[];
	cursorFrom: Instant | null;
	cursorTo: Instant | null;
	durationMs: number | null;
}

export type Counts = Record<Outcome, number>;

export const noCounts = (): Counts => ({
	created: 0,
	updated: 0,
	unchanged: 0,
	linked: 0,
	skipped: 0,
	failed: 0,
});

/** How many failed rows a summary names; the table servicetitan_sync_failures holds all of them. */
export const MOST_FAILED_ROWS = 20;

const INITIAL_SYNC_MISSING =
	'The initial sync has not been run yet: only customers that change from now on arrive. Run ServiceTitan Sync → Run Initial Sync for the others.';
const CURSOR_MOVED =
	'Somebody set the cursor while the run was going on; it stays where they put it.';

/** Of a run that reads everybody. */
const NOBODY_LEFT = 'There was no customer left to read.';

type Finished = Extract<FinishAnswer, { outcome: 'finished' }>;

export function summaryOfFinished({ run, ...answer }: Finished): Summary {
	return {
		runId: run.run_id,
		workspaceId: run.workspace_id,
		status: run.status === 'completed_with_failures' ? run.status : 'completed',
		message: [
			run.fetched === 0 && run.mode !== 'incremental' ? NOBODY_LEFT : sentenceOf(run, run.fetched),
			answer.cursor_moved_by_user ? CURSOR_MOVED : '',
			run.note ?? '',
			run.initial_sync_completed === false && run.mode === 'incremental'
				? INITIAL_SYNC_MISSING
				: '',
		]
			.filter(Boolean)
			.join(' '),
		...countsOf(run),
		fetched: run.fetched,
		remaining: run.remaining ?? 0,
		failedRows: (answer.failed_rows ?? [])
			.slice(0, MOST_FAILED_ROWS)
			.map(({ crm_id, reason }) => ({ crm_id, reason: reason ?? null })),
		cursorFrom: run.cursor_from ?? null,
		cursorTo: run.cursor_to ?? null,
		durationMs: run.finished_at ? millisOf(run.finished_at) - millisOf(run.started_at) : null,
	};
}

export const countsOf = ({
	created,
	updated,
	unchanged,
	linked,
	skipped,
	failed,
}: Counts | ClosedRun): Counts => ({
	created,
	updated,
	unchanged,
	linked,
	skipped,
	failed,
});

/** "12 customers: 10 created, 2 skipped." */
export function sentenceOf(counts: Counts, fetched: number): string {
	if (fetched === 0) return 'Nothing changed in ServiceTitan.';
	const parts = Object.entries(countsOf(counts))
		.filter(([, count]) => count > 0)
		.map(([outcome, count]) => `${count} ${WORDS[outcome as Outcome]}`);
	const customers = fetched === 1 ? '1 customer' : `${fetched} customers`;
	return parts.length > 0 ? `${customers}: ${parts.join(', ')}.` : `${customers} read.`;
}

const WORDS: Record<Outcome, string> = {
	created: 'created',
	updated: 'updated',
	unchanged: 'unchanged',
	linked: 'linked to a contact typed in by hand',
	skipped: 'skipped',
	failed: 'could not be written',
};
