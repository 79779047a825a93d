import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';

import type { Instant } from '../instant';

export const weekdays = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;

export type Weekday = (typeof weekdays)[number];

const twoDigits = (part: string | number): string => String(part).padStart(2, '0');

/** "6:00", "06:00" and, as databases write it, "06:00:00". */
const timeOfDay = z
	.string()
	.trim()
	.regex(/^([01]?\d|2[0-3]):[0-5]\d(:\d\d(\.\d+)?)?$/, 'is no time of day between 00:00 and 23:59')
	.transform((text) => text.split(':', 2).map(twoDigits).join(':'));

/** "monday", "Mon", or 1 for Monday to 7 for Sunday. */
const weekday = z.union([z.string(), z.number()]).transform((day, context): Weekday => {
	const text = String(day).trim().toLowerCase();
	const found = weekdays.find(
		(name, index) => String(index + 1) === text || (text.length > 2 && name.startsWith(text)),
	);
	if (found) return found;
	context.addIssue({ code: z.ZodIssueCode.custom, message: `"${day}" is no day of the week` });
	return z.NEVER;
});

const timezone = z
	.string()
	.trim()
	.refine((name) => name === '' || IANAZone.isValidZone(name), 'is no time zone we know')
	.transform((name) => name || undefined);

/**
 * When the sync runs, as nodes and the database keep it: from and to are both inside, days are those on which
 * the hours begin. What is not said is 06:00 to 20:00 on all seven days.
 */
export const businessHours = z.object({
	from: timeOfDay.default('06:00'),
	to: timeOfDay.default('20:00'),
	days: z
		.array(weekday)
		.min(1, 'names no day')
		.default([...weekdays]),
	timezone: timezone.nullish().transform((name) => name ?? undefined),
});

export type BusinessHours = z.output<typeof businessHours>;
export type BusinessHoursInput = z.input<typeof businessHours>;

/** The hours cannot be told. `message` says in words what is wrong and what to write instead. */
export class BusinessHoursUnreadable extends Error {
	constructor(reasons: string[]) {
		super(
			`The business hours cannot be read: ${reasons.join('; ')}. ` +
				'Write times as 06:00, days as monday, and the time zone as America/Chicago.',
		);
		this.name = 'BusinessHoursUnreadable';
	}
}

/** @throws BusinessHoursUnreadable */
export function readBusinessHours(stored: unknown): BusinessHours {
	const read = businessHours.safeParse(stored ?? {});
	if (read.success) return read.data;
	throw new BusinessHoursUnreadable(
		read.error.issues.map(({ path, message }) => [...path, message].join(' ')),
	);
}

/**
 * Whether a moment lies in the hours, by the clock on the wall there and by the minute: with `to` 20:00,
 * 20:00:37 is open and 20:01 is not. With `from` after `to` the hours go on past midnight and count as the
 * day on which they began.
 * @param now  an instant, or milliseconds since 1970
 * @throws BusinessHoursUnreadable also where no time zone is given
 */
export function isOpen(hours: BusinessHoursInput, now: Instant | number): boolean {
	const { from, to, days, timezone: zone } = readBusinessHours(hours);
	if (zone === undefined) throw new BusinessHoursUnreadable(['no time zone is given']);
	const local = wallClock(now, zone);
	const minute = `${twoDigits(local.hour)}:${twoDigits(local.minute)}`;
	const onDay = (day: DateTime): boolean => days.includes(weekdayOf(day));
	if (from <= to) return onDay(local) && from <= minute && minute <= to;
	return (minute >= from && onDay(local)) || (minute <= to && onDay(local.minus({ days: 1 })));
}

const wallClock = (now: Instant | number, zone: string): DateTime =>
	typeof now === 'number' ? DateTime.fromMillis(now, { zone }) : DateTime.fromISO(now, { zone });

/** Luxon counts Monday as 1. */
const weekdayOf = (day: DateTime): Weekday => weekdays[day.weekday - 1] ?? 'monday';
