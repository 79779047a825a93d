import { millisOf, secondsBetween } from '../../instant';
import type { Check, Evidence } from './evidence';
import { ok, problem, warning, type Judgement } from './item';
import { judged } from './known';
import { lastRun } from './lastRun';
import { openMinutes } from './openTime';
import { hoursOrNone } from './scheduleChecks';
import type { StateSeen } from './stateSeen';
import { clock, sentences, span } from './words';

/** Runs are due every 15 minutes: so long without a good one is no accident any more. */
export const MOST_MINUTES_WITHOUT_RUN = 60;

export const runChecks: Check[] = [
	{ check: 'initialSync', name: 'Initial sync', judge: initialSync },
	{ check: 'openRun', name: 'Open run', judge: openRun },
	{ check: 'lastRun', name: 'Last run', judge: lastRun },
	{ check: 'lastSuccess', name: 'Last success', judge: lastSuccess },
];

const isAlive = ({ run, lease_expired }: StateSeen): boolean => run !== null && !lease_expired;

function initialSync({ state }: Evidence): Judgement {
	return judged(state, (seen) => {
		if (seen.initial_sync_completed) return ok('All customers were copied once.');
		const progress = seen.run?.progress?.message ?? '';
		if (seen.run?.mode === 'initial' && isAlive(seen))
			return warning(sentences('It is under way.', progress), 'Let it go on.');
		if (seen.last_continue_from !== null || seen.last_runs.some(({ mode }) => mode === 'initial'))
			return warning(
				'It was begun and has not come to its end.',
				'Run ServiceTitan Sync → Run Initial Sync again: it goes on where it stopped.',
			);
		return warning(
			'It has not been run: only customers that change from now on arrive.',
			'Run ServiceTitan Sync → Run Initial Sync for the others.',
		);
	});
}

function openRun({ state, now }: Evidence): Judgement {
	return judged(state, (seen) => {
		const { run } = seen;
		if (!run) return ok('No run is open: the next one can start.');
		const began = run.started_at
			? `since ${clock(run.started_at)}, ${span(secondsBetween(run.started_at, now))}`
			: 'since a time nobody noted';
		const progress = run.progress?.message;
		if (isAlive(seen))
			return ok(sentences(`A run is going on ${began}.`, progress, 'It gives signs of life.'));
		const over = run.lease_expires_at ? ` since ${clock(run.lease_expires_at)}` : '';
		return problem(
			sentences(
				`A run is open ${began}, but its lease is over${over}: it gives no sign of life.`,
				progress,
			),
			'The next run takes over by itself and reads its customers again. If none comes, look at the checks below; ServiceTitan Sync → Release Run gives it up at once.',
		);
	});
}

function lastSuccess({ state, timezone, now }: Evidence): Judgement {
	return judged(state, (seen) => {
		const since = seen.last_success_at ?? seen.created_at;
		if (!since || (!seen.last_success_at && seen.last_runs.length === 0))
			return warning('No run has succeeded yet.', BEGIN);
		const said = seen.last_success_at
			? `The last good run ended at ${clock(since)}, ${span(secondsBetween(since, now))} ago.`
			: 'No run has succeeded yet.';
		if (!seen.sync_enabled) return ok(`${said} Since then the sync was switched off.`);
		if (isAlive(seen)) return ok(`${said} A run is going on.`);
		const due = openMinutes(hoursOrNone(seen, timezone), millisOf(since), millisOf(now));
		if (due <= MOST_MINUTES_WITHOUT_RUN) return ok(said);
		return problem(
			`${said} In the ${span(due * 60)} of business hours since then, runs were due.`,
			START,
		);
	});
}

const BEGIN = 'Run ServiceTitan Sync → Run Initial Sync, then publish the workflow of the sync.';
const START =
	'Look whether the workflow of the sync is published, and at its executions in n8n. If it does not poll, unpublish it and publish it again: n8n gives up a trigger whose first polls failed. ServiceTitan Sync → Run Incremental Sync catches up at once.';
