import { DateTime } from 'luxon';
import { z } from 'zod';

/**
 * A moment in UTC as ISO 8601 text with exactly seven fractional digits, the precision ServiceTitan has.
 * Two instants compare as text: `a < b`. A JavaScript date would cut the last four digits, and rows with them.
 */
export type Instant = string;

const DIGITS = 7;
const TICKS_PER_SECOND = 10_000_000n;
const TICKS_PER_MILLI = 10_000n;

/** A whole date, and a time of day or none. Luxon alone would take "20:35" too, and read it by today's date. */
const DATE_AND_TIME =
	/^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d)?)(?:(?<=:\d\d:\d\d)[.,](?<fraction>\d+))?\s?(?<offset>Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Any ISO 8601 date and time, brought to the form above; what is no such text is refused. */
export const instant = z.string().transform((text, context): Instant => {
	const parsed = parseInstant(text);
	if (parsed) return parsed;
	const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
	context.addIssue({ code: z.ZodIssueCode.custom, message: `"${shown}" is no date and time` });
	return z.NEVER;
});

/** An instant already, if the date is one of the calendar: what ServiceTitan sends. */
const IS_INSTANT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{7}Z$/;

/** @returns the instant, or `undefined` where the text is no date and time; without an offset it is UTC */
export function parseInstant(text: string): Instant | undefined {
	if (IS_INSTANT.test(text) && isOfCalendar(text)) return text;
	const parts = DATE_AND_TIME.exec(text.trim())?.groups;
	if (!parts) return undefined;
	const { date = '', time = '00:00', fraction = '', offset = 'Z' } = parts;
	// Nearly all come in UTC, by the million; a detour over the calendar library would be most of their cost.
	if (/^z$/i.test(offset) && isOfCalendar(date) && isOfClock(time))
		return joined(`${date}T${time.padEnd(8, ':00')}`, fraction);
	const moment = DateTime.fromISO(`${date}T${time}${offset.toUpperCase()}`, { zone: 'utc' });
	// Not the year 0: a lookback from there leaves what text can say.
	if (!moment.isValid || !hasFourDigitYear(moment) || moment.year === 0) return undefined;
	return joined(secondsOf(moment), fraction);
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param date  begins with yyyy-mm-dd; of the year 1 or later where this is true */
function isOfCalendar(date: string): boolean {
	const [year, month, day] = [+date.slice(0, 4), +date.slice(5, 7), +date.slice(8, 10)];
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	if (month === 2 && day === 29 && !isLeap) return false;
	return year > 0 && day > 0 && day <= (DAYS_OF_MONTH[month - 1] ?? 0);
}

/** @param time  hh:mm or hh:mm:ss; 24:00 is the next day's, and not meant here */
const isOfClock = (time: string): boolean => /^(?:[01]\d|2[0-3])(?::[0-5]\d){1,2}$/.test(time);

/** Beyond these, text no longer compares like time. */
const hasFourDigitYear = ({ year }: DateTime): boolean => year >= 0 && year <= 9999;

/** Not by `toFormat`, which writes the digits of the host's language. */
const secondsOf = (moment: DateTime): string =>
	moment.startOf('second').toISO({ suppressMilliseconds: true, includeOffset: false }) ?? '';

const joined = (seconds: string, fraction: string): Instant =>
	`${seconds}.${fraction.slice(0, DIGITS).padEnd(DIGITS, '0')}Z`;

/**
 * @param ms  milliseconds since 1970, of the years 0 to 9999
 * @throws RangeError where they are no such number
 */
export const instantOfMillis = (ms: number): Instant => {
	const moment = new Date(Math.floor(ms));
	const text = Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
	// Another year has a sign and six digits.
	if (text.length !== '0000-00-00T00:00:00.000Z'.length) throw new RangeError(`${ms} is no moment`);
	return `${text.slice(0, -1)}0000Z`;
};

/** @returns milliseconds since 1970, digits beyond them cut; of other ISO 8601 texts too, which take longer */
export const millisOf = (moment: Instant): number =>
	IS_INSTANT.test(moment)
		? Date.parse(`${moment.slice(0, -5)}Z`)
		: DateTime.fromISO(moment, { zone: 'utc' }).toMillis();

/** Neither ServiceTitan nor the database has a year 0. */
const FIRST: Instant = '0001-01-01T00:00:00.0000000Z';

/** The instant `seconds` earlier, later where they are negative; exact to the seventh digit, and none before the year 1. */
export function secondsBefore(moment: Instant, seconds: number): Instant {
	const ticks = ticksOf(moment) - BigInt(Math.round(seconds * Number(TICKS_PER_SECOND)));
	return latest(FIRST, instantOfTicks(ticks));
}

/** Seconds from one instant to the other, negative where the other is earlier; exact to the millisecond. */
export const secondsBetween = (from: Instant, to: Instant): number =>
	(millisOf(to) - millisOf(from)) / 1000;

/** Ticks of 100 nanoseconds since 1970: what the seven digits count. */
const ticksOf = (moment: Instant): bigint =>
	BigInt(millisOf(moment)) * TICKS_PER_MILLI + BigInt(moment.slice(-5, -1));

function instantOfTicks(ticks: bigint): Instant {
	const beyondMillis = ((ticks % TICKS_PER_MILLI) + TICKS_PER_MILLI) % TICKS_PER_MILLI;
	const millis = instantOfMillis(Number((ticks - beyondMillis) / TICKS_PER_MILLI));
	return `${millis.slice(0, -5)}${String(beyondMillis).padStart(4, '0')}Z`;
}

export const earliest = (a: Instant, b: Instant): Instant => (a < b ? a : b);
export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);
