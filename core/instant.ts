import { DateTime } from 'luxon';
import { z } from 'zod';

/**
 * A moment in UTC as ISO 8601 text with exactly seven fractional digits, the precision ServiceTitan has.
 * Two instants compare as text: `a < b`. A JavaScript date would cut the last four digits, and rows with them.
 */
export type Instant = string;

const DIGITS = 7;

/** Any ISO 8601 text with an offset, brought to the form above; what is no such text is refused. */
export const instant = z.string().transform((text, context): Instant => {
	const parsed = parseInstant(text);
	if (parsed) return parsed;
	context.addIssue({ code: z.ZodIssueCode.custom, message: `"${text}" is no date and time` });
	return z.NEVER;
});

/** @returns the instant, or `undefined` where the text is no date and time; without an offset it is UTC */
export function parseInstant(text: string): Instant | undefined {
	const moment = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: 'utc' });
	if (!moment.isValid) return undefined;
	const fraction = /[.,](\d+)/.exec(text)?.[1] ?? '';
	return withFraction(moment, fraction);
}

const withFraction = (moment: DateTime, fraction: string): Instant =>
	`${moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss")}.${fraction.slice(0, DIGITS).padEnd(DIGITS, '0')}Z`;

/** @param ms milliseconds since 1970 */
export const instantOfMillis = (ms: number): Instant => {
	const moment = DateTime.fromMillis(Math.floor(ms), { zone: 'utc' });
	return withFraction(moment, String(moment.millisecond).padStart(3, '0'));
};

/** @returns milliseconds since 1970, digits beyond them cut */
export const millisOf = (moment: Instant): number =>
	DateTime.fromISO(moment, { zone: 'utc' }).toMillis();

/** The instant `seconds` earlier; digits below a millisecond are kept. */
export function secondsBefore(moment: Instant, seconds: number): Instant {
	const earlier = DateTime.fromISO(moment, { zone: 'utc' }).minus({ seconds });
	return withFraction(
		earlier,
		Number.isInteger(seconds) ? moment.slice(20, -1) : String(earlier.millisecond).padStart(3, '0'),
	);
}

export const earliest = (a: Instant, b: Instant): Instant => (a < b ? a : b);
export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);
