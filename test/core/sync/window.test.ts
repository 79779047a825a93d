import { instantOfMillis, type Instant } from '../../../core/instant';
import {
	isInFuture,
	openWindow,
	restartDrain,
	resumeWindow,
	startOf,
	type Opening,
	type Window,
} from '../../../core/sync/window';
import { mayRepeatInstants, methodsSince, withClock } from '../../../core/sync/windowAndClock';

const at = (text: string): Instant => instantOfMillis(Date.parse(text));
const now = at('2026-03-02T12:00:00Z');

const opening: Opening = {
	cursor: at('2026-03-02T11:45:00Z'),
	contactToken: 'token',
	lookbackSeconds: 300,
	pageSize: 500,
	excludeAccountingChanges: false,
};

describe('opening a window', () => {
	it('reads again what lies in the lookback before the cursor', () => {
		expect(openWindow(opening, now).since).toBe(at('2026-03-02T11:40:00Z'));
	});

	it.each<[story: string, more: Partial<Opening>, since: Instant]>([
		['begins now without a cursor', { cursor: null }, at('2026-03-02T11:55:00Z')],
		[
			'begins where it was told without a cursor',
			{ cursor: null, startFrom: at('2026-01-01T00:00:00Z') },
			at('2025-12-31T23:55:00Z'),
		],
		[
			'keeps to the cursor whatever Start From says',
			{ startFrom: at('2026-01-01T00:00:00Z') },
			at('2026-03-02T11:40:00Z'),
		],
		['reads nothing again when told so', { lookbackSeconds: 0 }, at('2026-03-02T11:45:00Z')],
	])('%s', (_, more, since) => {
		expect(openWindow({ ...opening, ...more }, now).since).toBe(since);
	});

	it('goes on in the contact stream from its token, without one from 20 minutes before the cursor', () => {
		expect(openWindow(opening, now).contactFrom).toBe('token');
		const begun = openWindow({ ...opening, contactToken: null }, now);
		expect(begun.contactFrom).toBeNull();
		expect(methodsSince(begun)).toBe(at('2026-03-02T11:25:00Z'));
	});
});

describe("a window and ServiceTitan's clock", () => {
	const noted = { ahead_seconds: -600, repeated_until: at('2026-03-02T12:00:00Z') };

	it('begins earlier by as much as the clock was set back, phones and e-mails too', () => {
		const window = withClock(openWindow(opening, now), { noted, setBackSeconds: 600 });
		expect(window.since).toBe(at('2026-03-02T11:30:00Z'));
		expect(methodsSince(window)).toBe(at('2026-03-02T11:15:00Z'));
		expect(window.clock).toEqual(noted);
	});

	it('does so once, however often the clock is looked at', () => {
		const once = withClock(openWindow(opening, now), { noted, setBackSeconds: 600 });
		expect(withClock(once, { noted, setBackSeconds: 600 })).toEqual(once);
		expect(withClock(once, { noted, setBackSeconds: 0 })).toEqual(once);
		expect(withClock(once, { noted, setBackSeconds: 660 }).since).toBe(at('2026-03-02T11:29:00Z'));
	});

	it('stays as it is while the clock goes on', () => {
		const window = openWindow(opening, now);
		const calm = { ahead_seconds: 0, repeated_until: null };
		expect(withClock(window, { noted: calm, setBackSeconds: 0 }).since).toBe(window.since);
	});

	it.each<[story: string, repeatedUntil: string | null, repeats: boolean]>([
		['no clock was set back', null, false],
		['it was, and instants of this window may come twice', '2026-03-02T11:40:00.0000001Z', true],
		['it was, long before this window', '2026-03-02T11:40:00Z', false],
	])('trusts modifiedOn or not: %s', (_, repeatedUntil, repeats) => {
		const clock = {
			ahead_seconds: 0,
			repeated_until:
				repeatedUntil &&
				`${repeatedUntil.slice(0, 19)}.${repeatedUntil.slice(20, -1).padEnd(7, '0')}Z`,
		};
		expect(mayRepeatInstants({ ...openWindow(opening, now), clock })).toBe(repeats);
	});
});

describe('carrying an open window on', () => {
	const open: Window = { ...openWindow(opening, now), page: 7, lastId: 90, counted: 3000 };
	const stored = JSON.parse(JSON.stringify(open));

	it('is where it was', () => {
		expect(resumeWindow(stored, opening)).toEqual(open);
	});

	it('is given up when Start From was set to an earlier day, and kept when to a later one', () => {
		const begun = openWindow(
			{ ...opening, cursor: null, startFrom: at('2026-03-01T00:00:00Z') },
			now,
		);
		const from = (startFrom: string) =>
			resumeWindow(begun, { ...opening, cursor: null, startFrom: at(startFrom) });
		expect(from('2026-02-28T00:00:00Z')).toBeUndefined();
		expect(from('2026-03-01T00:00:00Z')).toEqual(begun);
		expect(from('2026-03-02T00:00:00Z')).toEqual(begun);
	});

	it.each<[story: string, stored: unknown, more: Partial<Opening>]>([
		['there is none', null, {}],
		['it is garbage', 'page 7', {}],
		['a field is missing', { ...stored, since: undefined }, {}],
		['its page is no page', { ...stored, page: 0 }, {}],
		['it is of another version', { ...stored, version: 2 }, {}],
		['the cursor was moved meanwhile', stored, { cursor: at('2026-02-01T00:00:00Z') }],
	])('is given up when %s', (_, given, more) => {
		expect(resumeWindow(given, { ...opening, ...more })).toBeUndefined();
	});

	it.each<[story: string, more: Partial<Opening>]>([
		['the page size', { pageSize: 100 }],
		['the filter', { excludeAccountingChanges: true }],
	])('begins again at page 1 when %s was edited', (_, more) => {
		const window = resumeWindow(stored, { ...opening, ...more });
		expect(window).toMatchObject({ page: 1, lastId: 0, counted: 0, since: open.since, ...more });
	});

	it('is where it was in the stream of contact methods, too', () => {
		const later = { ...open, stage: 'contactMethods' as const };
		expect(resumeWindow(later, opening)).toEqual(later);
	});

	it('takes one of an older version for a list in order, whose clock nobody noted', () => {
		const { ordered: _o, clock: _c, customersUpTo: _u, setBackSeconds: _s, ...older } = stored;
		expect(resumeWindow(older, opening)).toEqual({
			...open,
			ordered: true,
			customersUpTo: null,
			clock: { ahead_seconds: null, repeated_until: null },
			setBackSeconds: 0,
		});
	});

	it('does not ask where to begin while there is a cursor', () => {
		const startFrom = at('2026-01-01T00:00:00Z');
		expect(resumeWindow(stored, { ...opening, startFrom })).toEqual(open);
	});

	it('keeps the smaller page size that a tenant forced', () => {
		const smaller = { ...stored, pageSize: 50 };
		expect(resumeWindow(smaller, opening)).toMatchObject({ page: 7, pageSize: 50 });
	});
});

it('forgets the pages of a drain that is repeated, not the window', () => {
	const open = {
		...openWindow(opening, now),
		page: 7,
		counted: 9,
		stage: 'contactMethods' as const,
	};
	expect(restartDrain(open, 2)).toMatchObject({
		page: 1,
		counted: 0,
		drain: 2,
		stage: 'customers',
		startedAt: now,
		ordered: true,
	});
	expect(openWindow(opening, now).ordered).toBe(true);
	expect(restartDrain({ ...open, ordered: false }, 2).ordered).toBe(true);
});

it.each<[story: string, serviceTitan: Instant | undefined, start: Instant]>([
	['ServiceTitan’s own time', at('2026-03-02T11:59:58Z'), at('2026-03-02T11:59:58Z')],
	['no later than the database’s', at('2026-03-02T12:10:00Z'), now],
	[
		'a quarter of an hour before the database’s where ServiceTitan gives none: clocks differ',
		undefined,
		at('2026-03-02T11:45:00Z'),
	],
])('a run starts at %s', (_, serviceTitan, start) => {
	expect(startOf(serviceTitan, now)).toBe(start);
});

it.each<[story: string, cursor: string, future: boolean]>([
	['a clock that is ten minutes ahead is none', '2026-03-02T12:10:00Z', false],
	['a quarter of an hour is none either', '2026-03-02T12:15:00Z', false],
	['a second more is one', '2026-03-02T12:15:01Z', true],
	['a mistyped year is one', '2027-03-02T12:00:00Z', true],
])('in the future: %s', (_, cursor, future) => {
	expect(isInFuture(at(cursor), now)).toBe(future);
});
