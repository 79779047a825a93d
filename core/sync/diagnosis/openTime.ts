import { DateTime } from 'luxon';

import { weekdays, type BusinessHours } from '../businessHours';

/** Hours of a place. */
export type LocalHours = BusinessHours & { timezone: string };

interface Span {
	/** Milliseconds since 1970, [from, to). */
	from: number;
	to: number;
}

const MINUTE_MS = 60_000;
/** Nobody looks further back: more days than this are as many as this. */
const MOST_DAYS = 60;

/** When it is open between two moments, day by day; the minute `to` is inside, as with isOpen. */
export function openSpans(hours: LocalHours, start: number, end: number): Span[] {
	const spans: Span[] = [];
	const first = DateTime.fromMillis(start, { zone: hours.timezone })
		.startOf('day')
		.minus({ days: 1 });
	for (let day = first; day.toMillis() <= end; day = day.plus({ days: 1 })) {
		if (!hours.days.includes(weekdays[day.weekday - 1] ?? 'monday')) continue;
		const lastDay = hours.from <= hours.to ? day : day.plus({ days: 1 });
		const from = Math.max(start, at(day, hours.from));
		const to = Math.min(end, at(lastDay, hours.to) + MINUTE_MS);
		if (from < to) spans.push({ from, to });
	}
	return spans;
}

/** Minutes in which runs were due. `hours` null: all of them. */
export function openMinutes(hours: LocalHours | null, since: number, now: number): number {
	const start = Math.max(since, now - MOST_DAYS * 24 * 60 * MINUTE_MS);
	const spans = hours ? openSpans(hours, start, now) : [{ from: start, to: Math.max(start, now) }];
	return spans.reduce((sum, { from, to }) => sum + (to - from) / MINUTE_MS, 0);
}

/** When it opens next, in milliseconds since 1970; `undefined` where it is open or never opens. */
export function nextOpening(hours: LocalHours, now: number): number | undefined {
	const week = DateTime.fromMillis(now, { zone: hours.timezone }).plus({ days: 8 });
	const [next] = openSpans(hours, now, week.toMillis());
	return next && next.from > now ? next.from : undefined;
}

const at = (day: DateTime, time: string): number => {
	const [hour, minute] = time.split(':').map(Number);
	return day.set({ hour, minute }).toMillis();
};
