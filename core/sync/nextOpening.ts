import { DateTime } from 'luxon';

import { instantOfMillis, millisOf, type Instant } from '../instant';
import { isOpen, readBusinessHours, type BusinessHoursInput } from './businessHours';

/** Eight days hold every day of the week, whatever part of today is over. */
const DAYS = 8;

/** No clock is put forward by more. */
const LONGEST_GAP_MINUTES = 120;

/**
 * The first moment from `since` on that lies in the hours; `since` itself where it does.
 * @returns `undefined` where no day ever opens
 * @throws BusinessHoursUnreadable also where no time zone is given
 */
export function nextOpening(hours: BusinessHoursInput, since: Instant): Instant | undefined {
	if (isOpen(hours, since)) return since;
	const { from, timezone } = readBusinessHours(hours);
	const [hour = 0, minute = 0] = from.split(':').map(Number);
	const local = DateTime.fromISO(since, { zone: timezone });
	for (let day = 0; day < DAYS; day++) {
		const there = local.plus({ days: day }).set({ hour, minute, second: 0, millisecond: 0 });
		const opening = openingAt(there, from, hours);
		if (opening > millisOf(since) && isOpen(hours, opening)) return instantOfMillis(opening);
	}
	return undefined;
}

/** Where that time does not exist, because the clock was put forward over it, the hours begin right behind the gap. */
function openingAt(there: DateTime, from: string, hours: BusinessHoursInput): number {
	if (there.toFormat('HH:mm', { locale: 'en' }) === from) return there.toMillis();
	for (let minutes = LONGEST_GAP_MINUTES; minutes > 0; minutes--) {
		const earlier = there.minus({ minutes });
		if (earlier.hasSame(there, 'day') && isOpen(hours, earlier.toMillis()))
			return earlier.toMillis();
	}
	return there.toMillis();
}
