import { Refused } from '../core/sync/refusal';
import { clockBefore } from '../core/sync/serviceTitanClock';
import { isInFuture, type ReadSettings } from '../core/sync/window';
import type { Instant } from '../core/instant';
import type { StartedRun } from '../core/sync/run';
import type { Ports, RunKey, StartRequest } from './ports';
import type { ReadRequest } from './readChanges';
import { claimOf, withClaim } from './withClaim';

export interface RunRequest extends Omit<StartRequest, 'runId' | 'mode'>, ReadSettings {
	/** Where to begin while there is no cursor. */
	startFrom?: Instant;
	includeContacts: boolean;
}

/**
 * Claims the workspace for a run that reads from the cursor on.
 * @throws Refused when the claim is not ours to make, or the cursor is none to read from
 */
export async function withRun<T>(
	ports: Pick<Ports, 'runs' | 'clock' | 'inWords'>,
	request: RunRequest,
	work: (run: ReadRequest, key: RunKey) => Promise<T>,
): Promise<T> {
	return await withClaim(
		ports,
		claimOf('incremental', request),
		async ({ started, key, elapsedMs }) => {
			refuseBadCursor(started);
			return await work(readRequestOf(started, request, elapsedMs), key);
		},
	);
}

/** Whether a cursor can be read from; a dry run asks the same. @throws Refused */
export function refuseBadCursor({
	cursor,
	now,
	initial_sync_completed,
	workspace_id,
}: Pick<StartedRun, 'cursor' | 'now' | 'initial_sync_completed' | 'workspace_id'>): void {
	if (cursor !== null && isInFuture(cursor, now)) {
		throw new Refused('cursor_in_future', { workspace_id, cursor, now });
	}
	// Starting at now would skip everything since the initial sync, and nobody would know.
	if (cursor === null && initial_sync_completed) {
		throw new Refused('cursor_missing', { workspace_id });
	}
}

/** @param elapsedMs  since the run was started */
const readRequestOf = (
	started: StartedRun,
	request: RunRequest,
	elapsedMs: () => number,
): ReadRequest => ({
	cursor: started.cursor,
	startFrom: request.startFrom,
	contactToken: started.contact_token,
	storedWindow: started.window,
	delivered: started.delivered,
	retries: started.retries,
	databaseNow: started.now,
	elapsedMs,
	newestReadAt: started.newest_read_at ?? undefined,
	clock: clockBefore(started.clock ?? undefined, started.newest_read_ahead ?? undefined),
	lookbackSeconds: request.lookbackSeconds,
	pageSize: request.pageSize,
	excludeAccountingChanges: request.excludeAccountingChanges,
	includeContacts: request.includeContacts,
});
