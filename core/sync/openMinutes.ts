import { DateTime } from 'luxon';

import { secondsBetween, type Instant } from '../instant';
import { readBusinessHours, weekdays, type BusinessHoursInput } from './businessHours';

/** Beyond this nobody asks how long exactly. */
const MOST_DAYS = 31;

/**
 * How many minutes of business hours lie between two moments, of the last 31 days at most.
 * @throws BusinessHoursUnreadable; without a time zone it is UTC
 */
export function openMinutes(hours: BusinessHoursInput, from: Instant, to: Instant): number {
	const { from: opens, to: closes, days, timezone: zone = 'utc' } = readBusinessHours(hours);
	const end = DateTime.fromISO(to, { zone });
	const begin = DateTime.max(DateTime.fromISO(from, { zone }), end.minus({ days: MOST_DAYS }));
	let minutes = 0;
	for (let day = begin.minus({ days: 1 }).startOf('day'); day < end; day = day.plus({ days: 1 })) {
		if (!days.includes(weekdays[day.weekday - 1] ?? 'monday')) continue;
		const opened = atClock(day, opens);
		// The last minute belongs to the hours.
		const closed = atClock(opens <= closes ? day : day.plus({ days: 1 }), closes).plus({
			minutes: 1,
		});
		const overlap = DateTime.min(closed, end).diff(DateTime.max(opened, begin)).as('minutes');
		minutes += Math.max(0, overlap);
	}
	return Math.min(Math.round(minutes), Math.round(Math.max(0, secondsBetween(from, to)) / 60));
}

function atClock(day: DateTime, clock: string): DateTime {
	const [hour = 0, minute = 0] = clock.split(':').map(Number);
	return day.set({ hour, minute });
}
