import { rowOf } from '../core/contact/rowOf';
import type { Instant } from '../core/instant';
import { nothingDelivered } from '../core/sync/delivered';
import { noCounts, sentenceOf, type Summary } from '../core/sync/summary';
import { refuseBadCursor } from './openRun';
import type { Ports } from './ports';
import { readChanges } from './readChanges';
import type { IncrementalRequest } from './runIncremental';
import { addCounts, writeRows } from './writeRows';

/** How far a workspace is, read without claiming it. */
export interface WorkspaceState {
	workspaceId: string;
	cursor: Instant | null;
	initialSyncCompleted: boolean;
	contactToken: string | null;
	window: unknown;
	now: Instant;
}

/** A dry run: what an incremental run would do now. Nothing is claimed, written, noted or moved. */
export async function tryIncremental(
	ports: Ports,
	request: IncrementalRequest,
	state: WorkspaceState,
): Promise<Summary> {
	const { cursor, contactToken, window: storedWindow, now: databaseNow, workspaceId } = state;
	refuseBadCursor({
		cursor,
		now: databaseNow,
		initial_sync_completed: state.initialSyncCompleted,
		workspace_id: workspaceId,
	});
	const portions = readChanges(ports.serviceTitan, {
		...request,
		cursor,
		contactToken,
		storedWindow,
		databaseNow,
		delivered: nothingDelivered(),
		retries: [],
	});
	let counts = noCounts();
	let fetched = 0;
	for await (const { changes } of portions) {
		if (changes.length === 0) continue;
		const rows = changes.map((change) => rowOf(change, ports.parsePhone));
		const { link, skipWithoutContactMethods } = request;
		const answer = await writeRows(ports, rows, {
			workspaceId,
			runId: null,
			link,
			skipWithoutContactMethods,
			dryRun: true,
			finish: 'never',
			workflowId: null,
		});
		counts = addCounts(counts, answer.counts);
		fetched += changes.length;
	}
	return {
		runId: null,
		workspaceId,
		status: 'dryRun',
		message: `${sentenceOf(counts, fetched)} Nothing was written: this is what a run would do.`,
		fetched,
		...counts,
		remaining: 0,
		failedRows: [],
		cursorFrom: cursor,
		cursorTo: null,
		durationMs: null,
	};
}
