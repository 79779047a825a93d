import { secondsBetween } from '../../instant';
import type { Evidence } from './evidence';
import { ok, problem, warning, type Judgement } from './item';
import { judged } from './known';
import type { RunSeen } from './stateSeen';
import { clock, counted, sentences, span } from './words';

/** What a run's failure was, in two words. */
const KINDS: Record<string, string> = {
	throttled: 'too many requests (429)',
	unavailable: 'a service was out of order or away',
	interrupted: 'it broke off',
	expired: 'the token was refused',
	denied: 'access was refused',
	misdirected: 'the address is not known there',
	missing: 'something is missing',
	malformed: 'an answer in no known form',
	rejected: 'the values were refused',
	conflict: 'a conflict',
	stopped: 'stopped by a person or a time limit',
	execution: "the workflow's execution failed",
};

/** Moving the cursor by hand is no run, though it stands among them. */
const isRun = ({ mode, status }: RunSeen): boolean => mode !== 'reset' && status !== 'running';

/** How the last run ended, and how many failed in a row. */
export function lastRun({ state, now }: Evidence): Judgement {
	return judged(state, ({ last_runs }) => {
		const runs = last_runs.filter(isRun);
		const [last] = runs;
		if (!last)
			return warning(
				'No run has ended yet.',
				'Run ServiceTitan Sync → Run Initial Sync, then publish the workflow of the sync.',
			);
		const at = last.finished_at ?? last.started_at;
		const when = `${clock(at)}, ${span(secondsBetween(at, now))} ago`;
		if (last.status === 'completed') return ok(`It ended well at ${when}.`);
		if (last.status === 'completed_with_failures')
			return warning(
				`It ended at ${when}, but some rows could not be written.`,
				'They are tried again by themselves: see the rows that fail, below.',
			);
		const failed = runs.findIndex(({ status }) => status !== 'failed');
		const inRow = failed < 0 ? runs.length : failed;
		return problem(
			sentences(
				`It failed at ${when} (${KINDS[last.failure_kind ?? ''] ?? last.failure_kind ?? 'no kind noted'}):`,
				last.failure ?? 'no reason was noted.',
				inRow > 1 && `The last ${counted(inRow, 'run')} failed.`,
			),
			'The cursor stayed where it was: once the cause is gone, the next run reads everything since. Nothing has to be repaired.',
		);
	});
}
