import {
	isOpen,
	readBusinessHours,
	type BusinessHoursInput,
} from '../../../../core/sync/businessHours';
import {
	nextOpening,
	openMinutes,
	openSpans,
	type LocalHours,
} from '../../../../core/sync/diagnosis/openTime';

const hoursOf = (input: BusinessHoursInput, timezone = 'America/Chicago'): LocalHours => ({
	...readBusinessHours(input),
	timezone,
});

const at = (iso: string): number => Date.parse(iso);
const day: BusinessHoursInput = { from: '06:00', to: '20:00' };

it.each<[story: string, hours: LocalHours, now: string, opens: string | undefined]>([
	['at night', hoursOf(day), '2026-07-01T08:00Z', '2026-07-01T11:00:00.000Z'],
	['after the last run', hoursOf(day), '2026-07-02T01:30Z', '2026-07-02T11:00:00.000Z'],
	['not while it is open', hoursOf(day), '2026-07-01T17:00Z', undefined],
	['not in the last minute', hoursOf(day), '2026-07-02T01:00:37Z', undefined],
	[
		'over the weekend',
		hoursOf({ ...day, days: ['mon', 'tue'] }),
		'2026-07-03T17:00Z',
		'2026-07-06T11:00:00.000Z',
	],
	[
		'in the night of a shift',
		hoursOf({ from: '22:00', to: '02:00' }),
		'2026-07-01T05:00Z',
		undefined,
	],
	[
		'after the night of a shift',
		hoursOf({ from: '22:00', to: '02:00' }),
		'2026-07-01T08:00Z',
		'2026-07-02T03:00:00.000Z',
	],
	[
		'in a day that is an hour shorter',
		hoursOf(day),
		'2026-03-08T06:00Z',
		'2026-03-08T11:00:00.000Z',
	],
	[
		'one minute a week',
		hoursOf({ from: '03:00', to: '03:00', days: [1] }, 'UTC'),
		'2026-06-29T03:01Z',
		'2026-07-06T03:00:00.000Z',
	],
])('says when it opens next: %s', (_story, hours, now, opens) => {
	const next = nextOpening(hours, at(now));
	expect(next === undefined ? undefined : new Date(next).toISOString()).toBe(opens);
});

it.each<[story: string, hours: LocalHours | null, since: string, now: string, minutes: number]>([
	['within a day', hoursOf(day), '2026-07-01T12:00Z', '2026-07-01T13:30Z', 90],
	['over a night', hoursOf(day), '2026-07-02T00:31Z', '2026-07-02T11:30Z', 60],
	['only at night', hoursOf(day), '2026-07-02T02:00Z', '2026-07-02T10:00Z', 0],
	['all day', null, '2026-07-01T00:00Z', '2026-07-02T00:00Z', 1440],
	['no further back than two months', null, '2020-01-01T00:00Z', '2026-07-02T00:00Z', 60 * 1440],
	['in the future', null, '2026-07-03T00:00Z', '2026-07-02T00:00Z', 0],
])('counts the minutes in which runs were due: %s', (_story, hours, since, now, minutes) => {
	expect(openMinutes(hours, at(since), at(now))).toBe(minutes);
});

it.each<[story: string, hours: BusinessHoursInput]>([
	['a day', { from: '06:00', to: '20:00', days: ['monday', 'wed', 7] }],
	['a night', { from: '20:00', to: '06:00', days: ['friday'] }],
	['around the clock', { from: '00:00', to: '23:59' }],
])(
	'agrees with isOpen for every quarter of an hour around the change of clocks: %s',
	(_story, input) => {
		const hours = hoursOf(input);
		const [start, end] = [at('2026-10-28T00:00Z'), at('2026-11-06T00:00Z')];
		const spans = openSpans(hours, start, end);
		const differing: string[] = [];
		for (let now = start; now < end; now += 15 * 60_000) {
			const inSpan = spans.some(({ from, to }) => from <= now && now < to);
			if (inSpan !== isOpen(hours, now)) differing.push(new Date(now).toISOString());
		}
		expect(differing).toEqual([]);
	},
);
