import { millisOf, parseInstant, secondsBefore, secondsBetween, type Instant } from '../../instant';
import { isInFuture } from '../window';
import type { Check, Evidence } from './evidence';
import { ok, problem, warning, type Judgement } from './item';
import { judged, valueOf } from './known';
import { openMinutes } from './openTime';
import { MOST_MINUTES_WITHOUT_RUN } from './runChecks';
import { hoursOrNone } from './scheduleChecks';
import type { StateSeen } from './stateSeen';
import { clock, counted, grouped, span } from './words';

/** What a poll of the Trigger hands out at most, unless its options say otherwise. */
const CUSTOMERS_A_POLL = 5000;
const MANY = 1000;

export const cursorChecks: Check[] = [
	{ check: 'consumer', name: 'Who runs it', judge: consumer },
	{ check: 'cursor', name: 'Cursor', judge: cursor },
	{ check: 'waiting', name: 'Waiting customers', judge: waiting },
];

function consumer({ state, facts }: Evidence): Judgement {
	return judged(state, (seen) => {
		const workflow = valueOf(facts)?.run_by_workflow;
		if (seen.consumer) {
			const { nodeName = 'a Trigger', workflowName = '' } = seen.consumer;
			const where = workflowName ? ` of the workflow "${workflowName}"` : '';
			return ok(`It is read by "${nodeName}"${where}. Another Trigger would be refused.`);
		}
		if (workflow) return ok(`Take Due gives it to the workflow ${workflow}.`);
		if (seen.last_runs.some(({ source, mode }) => source === 'sync' && mode === 'incremental'))
			return ok('No Trigger reads it; runs come from ServiceTitan Sync → Run Incremental Sync.');
		return warning(
			'No Trigger has read it yet, and no workflow is named that runs it.',
			'Import and publish the workflow of the sync, with Remember Progress In: Supabase in its Trigger.',
		);
	});
}

const RESET =
	'Run ServiceTitan Sync → Reset Cursor, or put a date and time into last_modified_cursor of servicetitan_sync_state, e.g. 2026-03-01T06:00:00Z.';

function cursor({ state, timezone, now, clockAhead }: Evidence): Judgement {
	return judged(state, (seen) => {
		const typed = seen.last_modified_cursor;
		if (typed === null)
			return seen.initial_sync_completed
				? problem('It is empty although the initial sync is done: every run is refused.', RESET)
				: ok('There is none yet: the first run sets it.');
		const at = parseInstant(typed);
		if (!at) return problem(`It is no date and time: "${typed}". Every run is refused.`, RESET);
		if (isInFuture(at, now))
			return problem(
				`It lies in the future: ${clock(at)}, and it is ${clock(now)}. Every run is refused.`,
				RESET,
			);
		// The cursor goes by the earlier of the two clocks.
		const behind = Math.max(0, -(valueOf(clockAhead) ?? 0));
		return age(at, seen, { timezone, now: secondsBefore(now, behind) });
	});
}

function age(
	at: Instant,
	seen: StateSeen,
	{ timezone, now }: Pick<Evidence, 'timezone' | 'now'>,
): Judgement {
	const said = `Everything up to ${clock(at)} is written, ${span(Math.max(0, secondsBetween(at, now)))} ago.`;
	const due = openMinutes(hoursOrNone(seen, timezone), millisOf(at), millisOf(now));
	if (due <= MOST_MINUTES_WITHOUT_RUN) return ok(said);
	return warning(
		`${said} In business hours it is usually not older than 20 minutes.`,
		'The next run catches up by itself, however far it is behind. Reset Cursor skips what lies between, and is needed only if you want that.',
	);
}

function waiting({ waiting: answer }: Evidence): Judgement {
	return judged(answer, (count) => {
		if (count === null)
			return ok('ServiceTitan does not say how many; the next run reads all of them.');
		const said = `${counted(count, 'customer')} changed in ServiceTitan since the cursor.`;
		if (count < MANY) return ok(said);
		const polls = Math.ceil(count / CUSTOMERS_A_POLL);
		return warning(
			`${said} The Trigger hands out up to ${grouped(CUSTOMERS_A_POLL)} a poll, so that it takes ${counted(polls, 'poll')}.`,
			'Nothing has to be done: catching up simply works. ServiceTitan Sync → Run Incremental Sync does all of it at once.',
		);
	});
}
