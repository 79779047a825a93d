import fc from 'fast-check';
import { Settings } from 'luxon';

import {
	earliest,
	instant,
	instantOfMillis,
	latest,
	millisOf,
	parseInstant,
	secondsBefore,
} from '../../core/instant';

describe('reading a date and time', () => {
	it.each<[story: string, text: string, read: string | undefined]>([
		['seven digits stay', '2021-07-19T20:35:38.2876004Z', '2021-07-19T20:35:38.2876004Z'],
		['trimmed zeros come back', '2021-07-19T20:35:38.28Z', '2021-07-19T20:35:38.2800000Z'],
		['a whole second gets its zeros', '2021-07-19T20:35:38Z', '2021-07-19T20:35:38.0000000Z'],
		[
			'what is beyond seven digits is cut, not rounded',
			'2021-07-19T20:35:38.28760049Z',
			'2021-07-19T20:35:38.2876004Z',
		],
		[
			'the last tick of a second stays in it',
			'2021-07-19T20:35:38.9999999Z',
			'2021-07-19T20:35:38.9999999Z',
		],
		['a comma does for the point', '2021-07-19T20:35:38,5Z', '2021-07-19T20:35:38.5000000Z'],
		['an offset is taken off', '2021-07-19T20:35:38.2876004-05:00', '2021-07-20T01:35:38.2876004Z'],
		['an offset of half hours', '2021-07-19T20:35:38.2876004+0530', '2021-07-19T15:05:38.2876004Z'],
		[
			'an offset of hours alone, as PostgreSQL writes it',
			'2021-07-19 20:35:38.2876+00',
			'2021-07-19T20:35:38.2876000Z',
		],
		['without an offset it is UTC', '2021-07-19T20:35:38.2876004', '2021-07-19T20:35:38.2876004Z'],
		['without seconds', '2021-07-19T20:35Z', '2021-07-19T20:35:00.0000000Z'],
		['a date alone is its midnight', '2021-07-19', '2021-07-19T00:00:00.0000000Z'],
		['small letters', '2021-07-19t20:35:38z', '2021-07-19T20:35:38.0000000Z'],
		['a space before the offset', '2021-07-19T20:35:38 +02:00', '2021-07-19T18:35:38.0000000Z'],
		['no other mark before it', '2021-07-19T20:35:38x+02:00', undefined],
		['white space around', ' 2021-07-19T20:35:38Z\n', '2021-07-19T20:35:38.0000000Z'],
		['the end of a day is the next one', '2021-07-19T24:00:00Z', '2021-07-20T00:00:00.0000000Z'],
		['a leap day', '2024-02-29T12:00:00Z', '2024-02-29T12:00:00.0000000Z'],
		['.NET’s empty date', '0001-01-01T00:00:00', '0001-01-01T00:00:00.0000000Z'],
		['the end of time', '9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.9999999Z'],
		['a leap day in a common year is none', '2023-02-29T12:00:00Z', undefined],
		['a leap second is none', '2016-12-31T23:59:60Z', undefined],
		['a month too many', '2021-13-01', undefined],
		['an hour too many', '2021-07-19T25:00:00Z', undefined],
		['a time alone would need to know today', '20:35', undefined],
		['a year alone', '2021', undefined],
		['a week', '2021-W29-1', undefined],
		['a day of the year', '2021-200', undefined],
		['fractions of a minute', '2021-07-19T20:35.5Z', undefined],
		['a zone in brackets', '2021-07-19T20:35:38[Europe/Paris]', undefined],
		['a year of five digits, which would sort before 2021', '+012021-07-19T20:35:38Z', undefined],
		['an offset that leads out of the year 9999', '9999-12-31T23:59:59-01:00', undefined],
		['an offset that leads before the year 0', '0000-01-01T00:30:00+01:00', undefined],
		['the year 0, which neither service has', '0000-06-01T00:00:00Z', undefined],
		['a US date', '07/19/2021', undefined],
		['words', 'yesterday', undefined],
		['nothing', '', undefined],
		['two fractions', '2021-07-19T20:35:38.28,5Z', undefined],
	])('%s', (_story, text, read) => {
		expect(parseInstant(text)).toBe(read);
	});

	it('does not ask what time zone or language the host has set', () => {
		const { defaultZone, defaultLocale } = Settings;
		try {
			Settings.defaultZone = 'Asia/Tokyo';
			Settings.defaultLocale = 'ar-EG';
			expect(parseInstant('2021-07-19T20:35:38.1234567')).toBe('2021-07-19T20:35:38.1234567Z');
			expect(parseInstant('2021-07-19T20:35:38+02:00')).toBe('2021-07-19T18:35:38.0000000Z');
			expect(instantOfMillis(0)).toBe('1970-01-01T00:00:00.0000000Z');
		} finally {
			Settings.defaultZone = defaultZone;
			Settings.defaultLocale = defaultLocale;
		}
	});

	it('reads what it wrote as the same', () => {
		fc.assert(
			fc.property(anInstant, (moment) => {
				expect(parseInstant(moment)).toBe(moment);
			}),
		);
	});

	it('never throws, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(() => parseInstant(text)).not.toThrow();
			}),
		);
	});
});

describe('the schema at the edge', () => {
	it('hands on the seven digits', () => {
		expect(instant.parse('2021-07-19T20:35:38.2876004Z')).toBe('2021-07-19T20:35:38.2876004Z');
	});

	it('says what it could not read', () => {
		expect(instant.safeParse('soon').error?.issues[0]?.message).toBe('"soon" is no date and time');
	});

	it('repeats only the beginning of a long text', () => {
		const message = instant.safeParse('x'.repeat(5_000)).error?.issues[0]?.message ?? '';
		expect(message.length).toBeLessThan(80);
	});

	it.each([[null], [undefined], [1626726938287], [{}]])('refuses %p', (value) => {
		expect(instant.safeParse(value).success).toBe(false);
	});
});

describe('comparing', () => {
	it('compares as text exactly as ticks do as numbers', () => {
		fc.assert(
			fc.property(ticks, ticks, (a, b) => {
				expect(ofTicks(a) < ofTicks(b)).toBe(a < b);
				expect(earliest(ofTicks(a), ofTicks(b))).toBe(ofTicks(a < b ? a : b));
				expect(latest(ofTicks(a), ofTicks(b))).toBe(ofTicks(a < b ? b : a));
			}),
		);
	});

	it('tells apart two changes within one millisecond', () => {
		const [a, b] = ['2021-07-19T20:35:38.2876004Z', '2021-07-19T20:35:38.2876005Z'];
		expect(millisOf(a)).toBe(millisOf(b));
		expect(a < b).toBe(true);
	});
});

describe('milliseconds', () => {
	it.each<[story: string, ms: number, moment: string]>([
		['the beginning', 0, '1970-01-01T00:00:00.0000000Z'],
		['milliseconds are the first three digits', 1626726938287, '2021-07-19T20:35:38.2870000Z'],
		['fractions of one are cut', 1626726938287.9, '2021-07-19T20:35:38.2870000Z'],
		['before 1970', -1, '1969-12-31T23:59:59.9990000Z'],
	])('%s', (_story, ms, moment) => {
		expect(instantOfMillis(ms)).toBe(moment);
	});

	it.each([[NaN], [Infinity], [1e18]])(
		'refuses %p rather than name a moment that is none',
		(ms) => {
			expect(() => instantOfMillis(ms)).toThrow(RangeError);
		},
	);

	it.each<[moment: string, ms: number]>([
		['2021-07-19T20:35:38.2879999Z', 1626726938287],
		['2021-07-19T20:35:38Z', 1626726938000],
		['2021-07-19T15:35:38-05:00', 1626726938000],
		['2021-07-19T15:35:38.28-05:00', 1626726938280],
		['2021-07-19T20:35:38', 1626726938000],
	])('of %s', (moment, ms) => {
		expect(millisOf(moment)).toBe(ms);
	});

	it('go there and back unchanged', () => {
		fc.assert(
			fc.property(fc.integer({ min: -6e13, max: 2.5e14 }), (ms) => {
				expect(millisOf(instantOfMillis(ms))).toBe(ms);
			}),
		);
	});
});

describe('seconds before', () => {
	it.each<[story: string, moment: string, seconds: number, before: string]>([
		[
			'the lookback of five minutes',
			'2021-07-19T20:35:38.2876004Z',
			300,
			'2021-07-19T20:30:38.2876004Z',
		],
		['nothing', '2021-07-19T20:35:38.2876004Z', 0, '2021-07-19T20:35:38.2876004Z'],
		[
			'half a second keeps all digits',
			'2021-07-19T20:35:38.2876004Z',
			0.5,
			'2021-07-19T20:35:37.7876004Z',
		],
		['one tick', '2021-07-19T20:35:38.2876004Z', 0.0000001, '2021-07-19T20:35:38.2876003Z'],
		[
			'one tick over the border of a year',
			'2021-01-01T00:00:00.0000000Z',
			0.0000001,
			'2020-12-31T23:59:59.9999999Z',
		],
		['over a leap day', '2024-03-01T00:00:00.0000000Z', 86_400, '2024-02-29T00:00:00.0000000Z'],
		[
			'negative seconds go forward',
			'2021-07-19T20:35:38.2876004Z',
			-1.5,
			'2021-07-19T20:35:39.7876004Z',
		],
		['before 1970', '1970-01-01T00:00:00.0000001Z', 1, '1969-12-31T23:59:59.0000001Z'],
		[
			'not before the first year',
			'0001-01-01T00:00:01.0000000Z',
			300,
			'0001-01-01T00:00:00.0000000Z',
		],
	])('%s', (_story, moment, seconds, before) => {
		expect(secondsBefore(moment, seconds)).toBe(before);
	});

	it('is exact to the tick', () => {
		fc.assert(
			fc.property(ticks, fc.integer({ min: -10_000_000, max: 10_000_000 }), (tick, millis) => {
				const expected = ofTicks(tick - BigInt(millis) * 10_000n);
				expect(secondsBefore(ofTicks(tick), millis / 1000)).toBe(expected);
			}),
		);
	});
});

/** Ticks of 100 ns since 1970, between the years 2 and 9998. */
const ticks = fc.bigInt({ min: -620_000_000_000_000_000n, max: 2_530_000_000_000_000_000n });

/** Worked out apart from the code under test. */
function ofTicks(tick: bigint): string {
	const rest = ((tick % 10_000n) + 10_000n) % 10_000n;
	const iso = new Date(Number((tick - rest) / 10_000n)).toISOString();
	return `${iso.slice(0, -1)}${String(rest).padStart(4, '0')}Z`;
}

const anInstant = ticks.map(ofTicks);
