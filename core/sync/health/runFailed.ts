import type { Judge } from './finding';

/** The newest run that ended failed, or n8n tells of an execution that failed just now. */
export const runFailed: Judge = ({ workspace_id, last_ended, last_success_at }, { failure }) => {
	const failed = last_ended?.status === 'failed' && last_ended.failure_kind !== 'interrupted';
	const why = failure ?? (failed ? last_ended.failure : null) ?? 'It did not say why.';
	const wrong = failure !== null || failed;
	// Without one good run nothing can be said to be over.
	if (!wrong && last_success_at === null) return null;
	return {
		kind: 'runFailed',
		wrong,
		text: `Workspace ${workspace_id}: a run failed. ${why}`,
		toDo: 'Nothing is lost: the next run reads the same customers again. If it goes on, ServiceTitan Sync → Diagnose says what to do.',
		over: `Workspace ${workspace_id}: runs come out well again.`,
		...(last_success_at === null ? {} : { okSince: last_success_at }),
	};
};
