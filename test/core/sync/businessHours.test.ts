import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import {
	BusinessHoursUnreadable,
	isOpen,
	readBusinessHours,
	weekdays,
	type BusinessHoursInput,
} from '../../../core/sync/businessHours';

const CHICAGO = 'America/Chicago';
const usual: BusinessHoursInput = { from: '06:00', to: '20:00', timezone: CHICAGO };

/** The instant at which a clock on the wall there shows this. */
const at = (local: string, zone = CHICAGO): string => {
	const moment = DateTime.fromISO(local, { zone });
	expect(moment.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(local.slice(0, 16));
	return moment.toUTC().toISO() ?? '';
};

describe('the working day', () => {
	it.each<[story: string, now: string, open: boolean]>([
		['the last minute of the night', '2026-07-01T05:59', false],
		['its last second', '2026-07-01T05:59:59', false],
		['the first run of the day', '2026-07-01T06:00', true],
		['in the middle', '2026-07-01T12:34:56', true],
		['a quarter to the end', '2026-07-01T19:45', true],
		['the last run of the day', '2026-07-01T20:00', true],
		['the last run of the day, which n8n starts some seconds late', '2026-07-01T20:00:37', true],
		['its last millisecond', '2026-07-01T20:00:59.999', true],
		['a minute later', '2026-07-01T20:01', false],
		['a quarter past closes', '2026-07-01T20:15', false],
		['midnight', '2026-07-01T00:00', false],
		['a Sunday', '2026-07-05T12:00', true],
		['in winter', '2026-01-15T06:00', true],
		['in winter, before', '2026-01-15T05:59', false],
	])('%s', (_story, now, open) => {
		expect(isOpen(usual, at(now))).toBe(open);
		expect(isOpen(usual, DateTime.fromISO(at(now)).toMillis())).toBe(open);
	});
});

describe('the days on which clocks change', () => {
	it.each<[story: string, now: string, open: boolean]>([
		['spring: 06:00 is an hour earlier in UTC', '2026-03-08T11:00:00Z', true],
		['spring: and not a minute before', '2026-03-08T10:59:00Z', false],
		['spring: 20:00', '2026-03-09T01:00:00Z', true],
		['spring: 20:01', '2026-03-09T01:01:00Z', false],
		['autumn: 06:00 is an hour later in UTC', '2026-11-01T12:00:00Z', true],
		['autumn: and not a minute before', '2026-11-01T11:59:00Z', false],
		['autumn: 20:00', '2026-11-02T02:00:00Z', true],
		['autumn: 20:01', '2026-11-02T02:01:00Z', false],
	])('%s', (_story, now, open) => {
		expect(isOpen(usual, now)).toBe(open);
	});

	it.each<[story: string, hours: BusinessHoursInput, now: string, open: boolean]>([
		[
			'spring: 01:59 comes before 02:30',
			{ from: '02:30', to: '04:00' },
			'2026-03-08T07:59:00Z',
			false,
		],
		[
			'spring: 02:30 does not exist, 03:00 opens in its place',
			{ from: '02:30', to: '04:00' },
			'2026-03-08T08:00:00Z',
			true,
		],
		[
			'spring: what closes at 02:30 is closed at 03:00',
			{ from: '00:00', to: '02:30' },
			'2026-03-08T08:00:00Z',
			false,
		],
		[
			'autumn: 01:30 for the first time',
			{ from: '01:15', to: '01:45' },
			'2026-11-01T06:30:00Z',
			true,
		],
		[
			'autumn: 01:30 for the second time',
			{ from: '01:15', to: '01:45' },
			'2026-11-01T07:30:00Z',
			true,
		],
		['autumn: closed in between', { from: '01:15', to: '01:45' }, '2026-11-01T06:50:00Z', false],
	])('%s', (_story, hours, now, open) => {
		expect(isOpen({ ...hours, timezone: CHICAGO }, now)).toBe(open);
	});
});

describe('the time zone decides', () => {
	it.each<[zone: string, now: string, open: boolean]>([
		['America/New_York', '2026-07-02T00:00:00Z', true],
		['America/Chicago', '2026-07-02T01:00:00Z', true],
		['America/Phoenix', '2026-07-02T03:00:00Z', true],
		['America/Phoenix', '2026-07-02T03:01:00Z', false],
		['Australia/Sydney', '2026-07-01T20:00:00Z', true],
		['Asia/Kathmandu', '2026-07-01T00:15:00Z', true],
		['Asia/Kathmandu', '2026-07-01T00:14:00Z', false],
		['Pacific/Kiritimati', '2026-07-01T16:00:00Z', true],
		['UTC', '2026-07-01T20:00:37.5Z', true],
	])('%s at %s', (timezone, now, open) => {
		expect(isOpen({ ...usual, timezone }, now)).toBe(open);
	});

	it('whatever zone and language the host has set', () => {
		const { defaultZone, defaultLocale } = Settings;
		try {
			Settings.defaultZone = 'Asia/Tokyo';
			Settings.defaultLocale = 'ar-EG';
			expect(isOpen(usual, '2026-07-02T01:00:37Z')).toBe(true);
			expect(isOpen(usual, '2026-07-02T01:01:00Z')).toBe(false);
		} finally {
			Settings.defaultZone = defaultZone;
			Settings.defaultLocale = defaultLocale;
		}
	});
});

describe('days', () => {
	const workdays = { ...usual, days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] };

	it.each<[story: string, now: string, open: boolean]>([
		['Friday', '2026-07-03T12:00', true],
		['Saturday', '2026-07-04T12:00', false],
		['Sunday', '2026-07-05T12:00', false],
		['Monday', '2026-07-06T06:00', true],
		['Friday evening, when it is Saturday in UTC', '2026-07-03T20:00', true],
		['Sunday evening, when it is Monday in UTC', '2026-07-05T20:00', false],
	])('%s', (_story, now, open) => {
		expect(isOpen(workdays, at(now))).toBe(open);
	});
});

describe('across midnight', () => {
	const nights = { from: '20:00', to: '06:00', days: ['friday'], timezone: CHICAGO };

	it.each<[story: string, now: string, open: boolean]>([
		['Friday before it begins', '2026-07-03T19:59', false],
		['Friday when it begins', '2026-07-03T20:00', true],
		['before midnight', '2026-07-03T23:59:59', true],
		['after midnight it still is Friday’s night', '2026-07-04T00:00', true],
		['its last minute', '2026-07-04T06:00:37', true],
		['the minute after', '2026-07-04T06:01', false],
		['Saturday’s night is not meant', '2026-07-04T20:00', false],
		['nor is Thursday’s, which ends on Friday', '2026-07-03T05:00', false],
	])('%s', (_story, now, open) => {
		expect(isOpen(nights, at(now))).toBe(open);
	});

	it.each<[story: string, now: string, open: boolean]>([
		['spring: Saturday’s night ends on the short Sunday at 06:00', '2026-03-08T11:00:00Z', true],
		['spring: and not later', '2026-03-08T11:01:00Z', false],
		['autumn: Saturday’s night ends on the long Sunday at 06:00', '2026-11-01T12:00:00Z', true],
		['autumn: and not later', '2026-11-01T12:01:00Z', false],
	])('%s', (_story, now, open) => {
		expect(isOpen({ ...nights, days: ['saturday'] }, now)).toBe(open);
	});
});

it('from and to of the same minute is that minute', () => {
	const once = { from: '20:00', to: '20:00', timezone: CHICAGO };
	expect(isOpen(once, at('2026-07-01T20:00:37'))).toBe(true);
	expect(isOpen(once, at('2026-07-01T20:01'))).toBe(false);
	expect(isOpen(once, at('2026-07-01T19:59'))).toBe(false);
});

describe('hours as they are kept', () => {
	it.each<[story: string, stored: unknown, read: object]>([
		['nothing said', {}, { from: '06:00', to: '20:00', days: [...weekdays] }],
		['no hours at all', null, { from: '06:00', to: '20:00', days: [...weekdays] }],
		['a part said', { from: '07:30' }, { from: '07:30', to: '20:00', days: [...weekdays] }],
		[
			'short and long times',
			{ from: '6:05', to: '20:00:00' },
			{ from: '06:05', to: '20:00', days: [...weekdays] },
		],
		[
			'fractions of a second, as databases write them',
			{ from: '06:00:00.000000', to: '20:00:00.5' },
			{ from: '06:00', to: '20:00', days: [...weekdays] },
		],
		[
			'white space around a day',
			{ days: [' monday '] },
			{ from: '06:00', to: '20:00', days: ['monday'] },
		],
		[
			'white space',
			{ from: ' 06:00 ', timezone: ' UTC ' },
			{ from: '06:00', to: '20:00', days: [...weekdays], timezone: 'UTC' },
		],
		[
			'days in short, by number, in capitals',
			{ days: ['Mon', 2, '3', 'THURSDAY', 'sunday', 7] },
			{
				from: '06:00',
				to: '20:00',
				days: ['monday', 'tuesday', 'wednesday', 'thursday', 'sunday', 'sunday'],
			},
		],
		[
			'an empty time zone is none',
			{ timezone: '' },
			{ from: '06:00', to: '20:00', days: [...weekdays] },
		],
		[
			'null for a time zone is none',
			{ timezone: null },
			{ from: '06:00', to: '20:00', days: [...weekdays] },
		],
	])('%s', (_story, stored, read) => {
		expect(readBusinessHours(stored)).toEqual(read);
	});

	it.each<[story: string, stored: unknown, says: RegExp]>([
		['an hour too many', { from: '25:00' }, /from is no time of day/],
		['24:00', { to: '24:00' }, /to is no time of day between 00:00 and 23:59/],
		['a minute too many', { to: '20:60' }, /to is no time of day/],
		['words', { from: 'six' }, /from is no time of day/],
		['an empty text', { from: '' }, /from is no time of day/],
		['American times', { to: '8 PM' }, /to is no time of day/],
		['a time with a remark', { to: '20:00 or so' }, /to is no time of day/],
		['a fraction that is none', { to: '20:00:00.x' }, /to is no time of day/],
		['a number', { from: 6 }, /from /],
		[
			'a day that is none',
			{ days: ['monday', 'moonday'] },
			/days 1 "moonday" is no day of the week/,
		],
		['a day too short to tell', { days: ['t'] }, /"t" is no day/],
		['two letters of a day', { days: ['mo'] }, /"mo" is no day/],
		['no day', { days: [] }, /days names no day/],
		['an unknown time zone', { timezone: 'Mars/Olympus' }, /timezone is no time zone we know/],
		['a text for it all', '06:00-20:00', /cannot be read/],
		['two things at once', { from: 'x', to: 'y' }, /from .*; to /],
	])('refuses %s, in words', (_story, stored, says) => {
		expect(() => readBusinessHours(stored)).toThrow(BusinessHoursUnreadable);
		expect(() => readBusinessHours(stored)).toThrow(says);
		expect(() => readBusinessHours(stored)).toThrow(/Write times as 06:00/);
	});

	it('refuses to guess the time zone', () => {
		expect(() => isOpen({ from: '06:00', to: '20:00' }, 0)).toThrow(BusinessHoursUnreadable);
		expect(() => isOpen({ from: '06:00', to: '20:00' }, 0)).toThrow(/no time zone is given/);
	});
});

it('agrees with a clock that is read by hand, at every minute and in any zone', () => {
	const zone = fc.constantFrom(
		CHICAGO,
		'Europe/London',
		'Australia/Lord_Howe',
		'Asia/Kathmandu',
		'UTC',
	);
	const time = fc
		.nat(1439)
		.map((minutes) => DateTime.utc(2026).plus({ minutes }).toFormat('HH:mm'));
	const now = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
	fc.assert(
		fc.property(
			time,
			time,
			fc.subarray([...weekdays], { minLength: 1 }),
			zone,
			now,
			(from, to, days, timezone, ms) => {
				const shown = new Intl.DateTimeFormat('en-GB', {
					timeZone: timezone,
					hour: '2-digit',
					minute: '2-digit',
					weekday: 'long',
				}).formatToParts(ms);
				const part = (type: string) => shown.find((found) => found.type === type)?.value ?? '';
				const clock = `${part('hour')}:${part('minute')}`;
				const today = weekdays.findIndex((day) => day === part('weekday').toLowerCase());
				const chosen = (day: number) => days.some((name) => name === weekdays[(day + 7) % 7]);
				const expected =
					from <= to
						? chosen(today) && clock >= from && clock <= to
						: (chosen(today) && clock >= from) || (chosen(today - 1) && clock <= to);
				expect(isOpen({ from, to, days, timezone }, ms)).toBe(expected);
			},
		),
		{ numRuns: 500 },
	);
});
