import { z } from 'zod';

import { finishAnswer, startedRun } from '../../core/sync/run';
import type { RunKey, Runs } from '../../sync/ports';
import { read } from './answers';
import type { CallFunction } from './connectSupabase';

/** Whatever else an answer says, of a newer database perhaps, is no success. */
const done = z.object({ outcome: z.literal('ok') });
const closed = z.object({ outcome: z.enum(['failed', 'already_closed', 'nothing_open']) });

const keyOf = ({ workspaceId, runId }: RunKey) => ({
	p_workspace_id: workspaceId,
	p_run_id: runId,
});

export const WHEN = { never: 'never', whenAllArrived: 'when_all_arrived', now: 'now' } as const;

/** The life of a run by the database's functions: see supabase/migrations. */
export const runsOf = (call: CallFunction): Runs => ({
	async start(request) {
		const answer = await call('servicetitan_start_run', {
			p_workspace_id: request.workspaceId || null,
			p_run_id: request.runId,
			p_mode: request.mode,
			p_source: request.source,
			p_consumer: request.consumer,
			p_tenant_id: request.tenantId,
			p_environment: request.environment,
			p_lease_minutes: request.leaseMinutes,
			...(request.again ? { p_again: true } : {}),
		});
		return read(startedRun, answer);
	},

	async checkpoint(run, { handedOut, commit, fetched, backfill, progress }) {
		const answer = await call('servicetitan_checkpoint_run', {
			...keyOf(run),
			p_handed_out: handedOut ?? null,
			p_commit: commit ?? null,
			p_fetched: fetched ?? null,
			p_backfill: backfill ?? null,
			p_progress: progress ?? null,
		});
		read(done, answer);
	},

	async finish(run, { when, commit, fetched }) {
		const answer = await call('servicetitan_finish_run', {
			...keyOf(run),
			p_commit: commit ?? null,
			p_when: when === 'now' ? 'now' : 'all_arrived',
			p_fetched: fetched ?? null,
		});
		return read(finishAnswer, answer);
	},

	async fail(run, kind, failure) {
		const answer = await call('servicetitan_fail_run', {
			...keyOf(run),
			p_kind: kind,
			p_failure: failure,
		});
		read(closed, answer);
	},
});
