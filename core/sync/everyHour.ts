import { z } from 'zod';

import { instant, instantOfMillis, millisOf, type Instant } from '../instant';

const HOUR_MS = 3_600_000;

const counted = z.object({
	hour: instant,
	created: z.coerce.number(),
	updated: z.coerce.number(),
});

export type HourOfContacts = z.output<typeof counted>;

/**
 * One entry for each of the last hours, the oldest first, so that a chart has no holes.
 * @param given  the hours that had any contacts, as the database counts them
 */
export function everyHour(given: unknown, now: Instant, hours: number): HourOfContacts[] {
	const known = new Map(
		z
			.array(counted)
			.parse(given)
			.map((one) => [hourOf(one.hour), one]),
	);
	const current = hourOf(now);
	return Array.from({ length: hours }, (_, place) => {
		const hour = current - (hours - 1 - place);
		const { created = 0, updated = 0 } = known.get(hour) ?? {};
		return { hour: instantOfMillis(hour * HOUR_MS), created, updated };
	});
}

/** Counted since 1970. A database whose time zone is half an hour off begins its hours between ours. */
const hourOf = (moment: Instant): number => Math.floor(millisOf(moment) / HOUR_MS);
