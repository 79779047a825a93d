import type { Database } from './database';
import { objectOrEmpty, textOf, trimmed } from './json';

const REASON = 'It came after its run was finished; the next run reads it again.';

/** Customers that were counted as left out when their run was finished, and came all the same. */
export function noteLate(
	{ tables, now }: Database,
	{ workspaceId, runId }: { workspaceId: string; runId: string },
	rows: unknown[],
): void {
	const run = tables.runs.get(runId);
	// What is handed out by a run that goes on, or by another workspace's, is still awaited there.
	const isOver = run?.status === 'completed' || run?.status === 'completed_with_failures';
	if (run?.workspace_id !== workspaceId || !isOver) return;
	const handedOut = tables.handedOut.get(runId);
	for (const value of rows) {
		const row = objectOrEmpty(value);
		const crm_id = trimmed(textOf(row.crm_id) ?? '');
		const wanted = !('set_aside' in row) || row.set_aside === 'failed';
		if (!wanted || !handedOut?.delete(crm_id)) continue;
		const known = tables.failures.find(
			(failure) => failure.workspace_id === workspaceId && failure.crm_id === crm_id,
		);
		if (known) Object.assign(known, { status: 'open', next_attempt_at: now });
		else tables.failures.push({ ...firstFailure(now), workspace_id: workspaceId, crm_id });
	}
}

const firstFailure = (now: string) => ({
	reason: REASON,
	sqlstate: null,
	source_modified_on: null,
	attempts: 1,
	first_failed_at: now,
	last_failed_at: now,
	next_attempt_at: now,
	status: 'open' as const,
	run_id: null,
});
