import type { Outcome } from '../../../core/contact/contactRow';
import type { Database } from './database';
import { objectOrEmpty, textOf } from './json';
import { later } from './moments';
import type { FailureRow } from './tables';

/** What became of one row of a batch. */
export interface RowVerdict {
	/** Its place in the batch, from 1. */
	ord: number;
	crm_id: string;
	outcome: Outcome;
	reason?: string | null;
	contact_id?: string | null;
	twin?: string;
	sqlstate?: string;
	/** Of one that was updated: the columns and custom fields that have another value now. */
	changed?: string[];
}

export type Counts = Record<Outcome, number>;

export function countOutcomes(verdicts: RowVerdict[]): Counts {
	const counts = { created: 0, updated: 0, unchanged: 0, linked: 0, skipped: 0, failed: 0 };
	for (const { outcome } of verdicts) counts[outcome] += 1;
	return counts;
}

const FIRST_WAIT_MS = 15 * 60_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Keeps the rows that failed, to be tried again ever later, and forgets those that are settled: by a run, or by an
 * item without one that is no older than what failed.
 */
export function noteFailures(
	database: Database,
	{ workspaceId, runId, rows }: { workspaceId: string; runId: string | null; rows: unknown[] },
	verdicts: RowVerdict[],
): void {
	const { tables } = database;
	const versionOf = ({ ord }: RowVerdict): string | null =>
		textOf(objectOrEmpty(rows[ord - 1]).source_modified_on);
	const inOrder = [...verdicts].sort((a, b) => a.ord - b.ord);
	const failed = new Map(
		inOrder
			.filter(({ outcome, crm_id }) => outcome === 'failed' && crm_id !== '')
			.map((verdict) => [verdict.crm_id, verdict]),
	);
	const settles = (verdict: RowVerdict, failure: FailureRow): boolean =>
		verdict.crm_id === failure.crm_id &&
		!failed.has(verdict.crm_id) &&
		(runId !== null ||
			failure.source_modified_on === null ||
			(versionOf(verdict) ?? '') >= failure.source_modified_on);
	tables.failures = tables.failures.filter(
		(failure) =>
			failure.workspace_id !== workspaceId || !inOrder.some((verdict) => settles(verdict, failure)),
	);
	for (const verdict of failed.values()) {
		const known = tables.failures.find(
			({ workspace_id, crm_id }) => workspace_id === workspaceId && crm_id === verdict.crm_id,
		);
		const failure = {
			...failureOf(database, verdict, known),
			source_modified_on: newerOf(known?.source_modified_on ?? null, versionOf(verdict)),
		};
		if (known) Object.assign(known, { ...failure, run_id: runId });
		else tables.failures.push({ ...failure, workspace_id: workspaceId, run_id: runId });
	}
}

const newerOf = (a: string | null, b: string | null): string | null =>
	a === null || (b !== null && b > a) ? b : a;

function failureOf(
	{ now }: Database,
	{ crm_id, reason, sqlstate }: RowVerdict,
	known: FailureRow | undefined,
): Omit<FailureRow, 'workspace_id' | 'run_id' | 'source_modified_on'> {
	const before = known?.attempts ?? 0;
	const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(before, 10), LONGEST_WAIT_MS);
	return {
		crm_id,
		reason: reason ?? null,
		sqlstate: sqlstate ?? null,
		attempts: before + 1,
		first_failed_at: known?.first_failed_at ?? now,
		last_failed_at: now,
		next_attempt_at: later(now, wait),
		status: 'open',
	};
}
