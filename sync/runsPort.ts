import type { Backfill, InitialCommit } from '../core/sync/backfill';
import type { Commit } from '../core/sync/commit';
import type { FinishAnswer, StartedRun } from '../core/sync/run';

/** What the runs need of the database about themselves. */

export interface Consumer {
	workflowId: string;
	workflowName: string;
	nodeId: string;
	nodeName: string;
}

export type Mode = 'incremental' | 'initial' | 'reconciliation';

export interface StartRequest {
	/** Empty: the workspace of this tenant. */
	workspaceId: string;
	runId: string;
	mode: Mode;
	/** A trigger owns its workspace: a second one is refused. */
	source: 'trigger' | 'sync';
	consumer: Consumer;
	tenantId: string;
	environment: string;
	leaseMinutes: number;
	/** Of an initial run: although the initial sync is complete. */
	again?: boolean;
}

/** Which run a call belongs to; the database refuses it when that is no longer the current one. */
export interface RunKey {
	workspaceId: string;
	runId: string;
}

export interface Checkpoint {
	handedOut?: string[];
	commit?: Commit;
	fetched?: number;
	/** Of an initial run: where it goes on if it dies now. */
	backfill?: Backfill;
	/** For people who look at the run while it goes on. */
	progress?: object;
}

/** What finishing a run stores: all that it came to, or only a remark on it. */
export type Closing = Commit | InitialCommit | Pick<Commit, 'note'>;

/**
 * The life of a run, kept by the database. Every call may be repeated with the same run id and answers the
 * same again. They throw `Refused` when the database declines, `RequestFailed` when it cannot be reached.
 */
export interface Runs {
	start(request: StartRequest): Promise<StartedRun>;
	/** Renews the lease; notes what was handed out and what finishing is to store. */
	checkpoint(run: RunKey, checkpoint: Checkpoint): Promise<void>;
	finish(
		run: RunKey,
		how: { when: 'whenAllArrived' | 'now'; commit?: Closing; fetched?: number },
	): Promise<FinishAnswer>;
	/** @param failure  in words, for the history */
	fail(run: RunKey, kind: string, failure: string): Promise<void>;
}
