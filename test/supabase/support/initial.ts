import type { Arguments, Call } from './callers';
import { newWorkspace, start, type Run } from './runs';

/** Starts an initial run. */
export const startInitial = (call: Call, workspace: string, more: Arguments = {}): Promise<Run> =>
	start(call, workspace, { mode: 'initial', source: 'sync', consumer: null, ...more });

/** Sets up a workspace with an initial run that has noted how far it is. */
export async function initialRun(call: Call, backfill?: Arguments): Promise<Run> {
	const run = await startInitial(call, await newWorkspace(call));
	if (backfill) await note(call, run, backfill);
	return run;
}

export const note = (call: Call, { workspace_id, run_id }: Run, backfill: Arguments) =>
	call('checkpoint_run', { workspace_id, run_id, backfill });

export const stage = (
	call: Call,
	{ workspace_id, run_id }: Run,
	methods: unknown[],
	more: Arguments = {},
) => call('stage_methods', { workspace_id, run_id, methods, ...more });

/** What an initial run's end stores. */
export const completed = { initial_sync_completed: true, cursor_to: '2026-07-01T12:00:00Z' };

export const finish = (call: Call, { workspace_id, run_id }: Run, commit: Arguments = completed) =>
	call('finish_run', { workspace_id, run_id, commit, when: 'now' });
