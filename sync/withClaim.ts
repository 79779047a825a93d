import { asError } from '../core/asError';
import { RequestFailed } from '../core/failure';
import { Refused } from '../core/sync/refusal';
import type { StartedRun } from '../core/sync/run';
import { Stopped } from '../core/sync/stopped';
import type { Ports, RunKey, Runs, StartRequest } from './ports';

/** A workspace that this run holds. */
export interface Claim {
	started: StartedRun;
	key: RunKey;
	/** Milliseconds since the run was started. */
	elapsedMs: () => number;
}

/** What a run says of itself when it claims its workspace; whatever else it was asked for stays here. */
export const claimOf = (
	mode: StartRequest['mode'],
	request: Omit<StartRequest, 'runId' | 'mode'>,
): Omit<StartRequest, 'runId'> => ({
	mode,
	source: request.source,
	workspaceId: request.workspaceId,
	consumer: request.consumer,
	tenantId: request.tenantId,
	environment: request.environment,
	leaseMinutes: request.leaseMinutes,
	again: request.again,
});

/**
 * Claims the workspace, does the work and, if that fails, records the run as failed before the failure
 * goes on: nobody should have to wait for a lease to expire to read what happened.
 * @throws Refused when another run goes on, the sync is switched off, or the claim is not ours to make
 */
export async function withClaim<T>(
	{ runs, clock, inWords }: Pick<Ports, 'runs' | 'clock' | 'inWords'>,
	request: Omit<StartRequest, 'runId'>,
	work: (claim: Claim) => Promise<T>,
): Promise<T> {
	const started = await runs.start({ ...request, runId: clock.newId() });
	const startedMs = clock.now();
	const key = { workspaceId: started.workspace_id, runId: started.run_id };
	try {
		return await work({ started, key, elapsedMs: () => clock.now() - startedMs });
	} catch (failure) {
		await recordFailure(runs, key, { kind: kindOf(failure), words: inWords(failure) });
		throw asError(failure);
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
		throw asError(unrecorded);
	}
}

function kindOf(failure: unknown): string {
	if (failure instanceof RequestFailed) return failure.failure.kind;
	if (failure instanceof Stopped) return 'stopped';
	return failure instanceof Refused ? failure.code : 'defect';
}
