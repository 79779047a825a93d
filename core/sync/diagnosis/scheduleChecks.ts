import { DateTime } from 'luxon';

import { millisOf } from '../../instant';
import { BusinessHoursUnreadable, readBusinessHours, weekdays } from '../businessHours';
import type { Check, Evidence } from './evidence';
import { ok, problem, type Judgement } from './item';
import { judged } from './known';
import { nextOpening, type LocalHours } from './openTime';
import type { StateSeen } from './stateSeen';

export const scheduleChecks: Check[] = [
	{ check: 'enabled', name: 'Switched on', judge: enabled },
	{ check: 'businessHours', name: 'Business hours and time zone', judge: businessHours },
];

function enabled({ state }: Evidence): Judgement {
	return judged(state, ({ sync_enabled }) =>
		sync_enabled
			? ok('The sync is switched on.')
			: problem(
					'The sync is switched off: every run is refused.',
					'Run ServiceTitan Sync → Set Enabled, or set sync_enabled to true in servicetitan_sync_state. Nothing is lost: the next run reads everything since the last one.',
				),
	);
}

/**
 * The hours of a workspace; `null` where it keeps none.
 * @throws BusinessHoursUnreadable
 */
export function hoursOf(
	{ business_hours, timezone }: StateSeen,
	fallback: string,
): LocalHours | null {
	if (business_hours === null || business_hours === undefined) return null;
	const own = business_hours as { timezone?: string };
	const hours = readBusinessHours({ ...own, timezone: own.timezone || timezone || fallback });
	return { ...hours, timezone: hours.timezone ?? fallback };
}

/** The same for what only goes by them: hours that cannot be read count as none, and are told by their own check. */
export function hoursOrNone(state: StateSeen, fallback: string): LocalHours | null {
	try {
		return hoursOf(state, fallback);
	} catch (failure) {
		if (failure instanceof BusinessHoursUnreadable) return null;
		throw failure instanceof Error ? failure : new Error(String(failure));
	}
}

function businessHours({ state, timezone, now }: Evidence): Judgement {
	return judged(state, (seen) => {
		try {
			readBusinessHours({ timezone: seen.timezone ?? undefined });
			const hours = hoursOf(seen, timezone);
			if (!hours)
				return ok(`No hours are kept for this workspace: it may run all day. ${TRIGGERS}`);
			return ok(`${openNow(hours, millisOf(now))} ${TRIGGERS}`);
		} catch (failure) {
			if (!(failure instanceof BusinessHoursUnreadable))
				throw failure instanceof Error ? failure : new Error(String(failure));
			return problem(
				failure.message,
				'Run ServiceTitan Sync → Set Up Workspace with hours and a time zone of that form, or correct business_hours and timezone in servicetitan_sync_state.',
			);
		}
	});
}

const TRIGGERS = 'Hours that a ServiceTitan Trigger has in its own fields come before these.';

function openNow(hours: LocalHours, now: number): string {
	const here = (ms: number) =>
		DateTime.fromMillis(ms, { zone: hours.timezone }).toFormat('yyyy-MM-dd HH:mm');
	const days = hours.days.length === weekdays.length ? 'every day' : hours.days.join(', ');
	const said = `${hours.from} to ${hours.to}, ${days} (${hours.timezone})`;
	const next = nextOpening(hours, now);
	return next === undefined
		? `Open now, ${here(now)} there. Hours: ${said}.`
		: `Closed now, ${here(now)} there; the next run is due when it opens, ${here(next)}. Hours: ${said}.`;
}
