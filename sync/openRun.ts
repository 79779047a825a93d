import { RequestFailed } from '../core/failure';
import { Refused } from '../core/sync/refusal';
import { clockBefore } from '../core/sync/serviceTitanClock';
import { isInFuture, type ReadSettings } from '../core/sync/window';
import type { Instant } from '../core/instant';
import type { StartedRun } from '../core/sync/run';
import type { Ports, RunKey, Runs, StartRequest } from './ports';
import type { ReadRequest } from './readChanges';

export interface RunRequest extends Omit<StartRequest, 'runId' | 'mode'>, ReadSettings {
	/** Where to begin while there is no cursor. */
	startFrom?: Instant;
	includeContacts: boolean;
}

/**
 * Claims the workspace, does the work and, if that fails, records the run as failed before the failure
 * goes on: nobody should have to wait for a lease to expire to read what happened.
 * @throws Refused when another run goes on, the sync is switched off, or the claim is not ours to make
 */
export async function withRun<T>(
	{ runs, clock, inWords }: Pick<Ports, 'runs' | 'clock' | 'inWords'>,
	request: RunRequest,
	work: (run: ReadRequest, key: RunKey) => Promise<T>,
): Promise<T> {
	const started = await runs.start(claimOf(request, clock.newId()));
	const startedMs = clock.now();
	const key = { workspaceId: started.workspace_id, runId: started.run_id };
	try {
		refuseBadCursor(started);
		return await work(
			readRequestOf(started, request, () => clock.now() - startedMs),
			key,
		);
	} catch (failure) {
		await recordFailure(runs, key, { kind: kindOf(failure), words: inWords(failure) });
		throw failure instanceof Error ? failure : new Error(String(failure));
	}
}

const claimOf = (request: RunRequest, runId: string): StartRequest => ({
	runId,
	mode: 'incremental',
	workspaceId: request.workspaceId,
	source: request.source,
	consumer: request.consumer,
	tenantId: request.tenantId,
	environment: request.environment,
	leaseMinutes: request.leaseMinutes,
});

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

/** Best effort: the failure itself matters more than its record, and the lease gives the run up anyway. */
async function recordFailure(
	runs: Runs,
	key: RunKey,
	{ kind, words }: { kind: string; words: string },
): Promise<void> {
	try {
		await runs.fail(key, kind, words);
	} catch (unrecorded) {
		if (unrecorded instanceof Refused || unrecorded instanceof RequestFailed) return;
		throw unrecorded instanceof Error ? unrecorded : new Error(String(unrecorded));
	}
}

function kindOf(failure: unknown): string {
	if (failure instanceof RequestFailed) return failure.failure.kind;
	return failure instanceof Refused ? failure.code : 'defect';
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
