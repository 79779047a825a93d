/**
 * A moment as PostgreSQL's timestamptz has it: ISO 8601 in UTC with six fractional digits, so that two of them
 * compare as text.
 */
export type Moment = string;

const PARTS = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d(?::?\d\d)?)?$/;

const DIGITS = 6;

export const momentOfMillis = (ms: number): Moment =>
	`${new Date(Math.floor(ms)).toISOString().slice(0, -1)}000Z`;

export const millisOfMoment = (moment: Moment): number => Date.parse(moment);

/** Later by so many milliseconds; earlier where they are negative. */
export const later = (moment: Moment, ms: number): Moment =>
	`${momentOfMillis(millisOfMoment(moment) + ms).slice(0, -4)}${moment.slice(-4)}`;

export const earlierOf = (a: Moment, b: Moment): Moment => (a < b ? a : b);

/** Digits beyond the sixth are cut, as a cursor must never get ahead of what was read. */
export const momentCut = (iso: string | null): Moment | null =>
	iso === null ? null : parsed(iso, (fraction) => Number(fraction.slice(0, DIGITS)));

/** Digits beyond the sixth are rounded, as PostgreSQL does when text becomes a timestamptz. */
export const momentRounded = (iso: string | null): Moment | null =>
	iso === null
		? null
		: parsed(iso, (fraction) => halfToEven(Number(`0.${fraction}`) * 10 ** DIGITS));

/** @throws RangeError where the text is no date and time: PostgreSQL's 22007 */
function parsed(iso: string, microsOf: (fraction: string) => number): Moment {
	const [, seconds, fraction = '', offset = 'Z'] = PARTS.exec(iso.trim()) ?? [];
	if (seconds === undefined)
		throw new RangeError(`invalid input syntax for type timestamp: ${iso}`);
	const micros = microsOf(fraction.padEnd(DIGITS, '0'));
	const whole = Date.parse(`${seconds.replace(' ', 'T')}${offsetOf(offset)}`);
	const moment = new Date(whole + Math.floor(micros / 1000)).toISOString().slice(0, -1);
	return `${moment}${String(micros % 1000).padStart(3, '0')}Z`;
}

/** "+00" and "+0530" as JavaScript reads them. */
const offsetOf = (offset: string): string =>
	offset === 'Z' ? offset : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;

/** C's rint: what lies just between two goes to the even one. */
const halfToEven = (value: number): number => {
	const below = Math.floor(value);
	return value - below === 0.5 && below % 2 === 0 ? below : Math.round(value);
};
