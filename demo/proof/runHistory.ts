import type { Sql } from 'postgres';
import type { Counts } from './counts';

export interface Run extends Counts {
	run_id: string;
	status: string;
	failure: string | null;
}

/** One run from the sync's own history. */
export async function runOf(sql: Sql, runId: string): Promise<Run | undefined> {
	const [run] = await sql<Run[]>`
		select run_id, status, failure, fetched, created, updated, unchanged, linked, skipped, failed
		from servicetitan_sync_runs where run_id = ${runId}`;
	return run;
}

/** How many runs are open. While none is, what is done in ServiceTitan belongs to the next poll alone. */
export async function openRuns(sql: Sql): Promise<number> {
	const [row] = await sql<Array<{ open: number }>>`
		select count(*)::int as open from servicetitan_sync_runs where status = 'running'`;
	return row?.open ?? 0;
}
