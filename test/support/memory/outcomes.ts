import type { Outcome } from '../../../core/contact/contactRow';
import type { Database } from './database';
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
}

export type Counts = Record<Outcome, number>;

export function countOutcomes(verdicts: RowVerdict[]): Counts {
	const counts = { created: 0, updated: 0, unchanged: 0, linked: 0, skipped: 0, failed: 0 };
	for (const { outcome } of verdicts) counts[outcome] += 1;
	return counts;
}

const FIRST_WAIT_MS = 15 * 60_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Keeps the rows that failed, to be tried again ever later, and forgets those that are settled. */
export function noteFailures(
	database: Database,
	{ workspaceId, runId }: { workspaceId: string; runId: string | null },
	verdicts: RowVerdict[],
): void {
	const { tables } = database;
	const inOrder = [...verdicts].sort((a, b) => a.ord - b.ord);
	const failed = new Map(
		inOrder
			.filter(({ outcome, crm_id }) => outcome === 'failed' && crm_id !== '')
			.map((verdict) => [verdict.crm_id, verdict]),
	);
	const settled = new Set(inOrder.map(({ crm_id }) => crm_id).filter((id) => !failed.has(id)));
	tables.failures = tables.failures.filter(
		({ workspace_id, crm_id }) => workspace_id !== workspaceId || !settled.has(crm_id),
	);
	for (const verdict of failed.values()) {
		const known = tables.failures.find(
			({ workspace_id, crm_id }) => workspace_id === workspaceId && crm_id === verdict.crm_id,
		);
		const failure = failureOf(database, verdict, known);
		if (known) Object.assign(known, { ...failure, run_id: runId });
		else tables.failures.push({ ...failure, workspace_id: workspaceId, run_id: runId });
	}
}

function failureOf(
	{ now }: Database,
	{ crm_id, reason, sqlstate }: RowVerdict,
	known: FailureRow | undefined,
): Omit<FailureRow, 'workspace_id' | 'run_id'> {
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
