import { progressOf, type HowFar } from '../../../core/sync/runProgress';

const at = (time: string): string => `2026-03-02T${time}.0000000Z`;

const far = (more: Partial<HowFar> = {}): HowFar => ({
	contactMethods: 900,
	customers: 500,
	total: 2_000,
	since: { customers: 0, at: at('12:00:00') },
	now: at('12:00:10'),
	...more,
});

describe('how far a run is', () => {
	it.each<[story: string, far: Partial<HowFar>, message: string]>([
		['on its way', {}, '500 of about 2,000 customers, 50 a second, done at about 12:00 UTC.'],
		[
			'in large numbers',
			{ customers: 1_234_567, total: 30_000_000, since: { customers: 0, at: at('11:00:00') } },
			'1,234,567 of about 30,000,000 customers, 342 a second, done at about 11:22 UTC.',
		],
		['of nobody knows how many', { total: null }, '500 customers, 50 a second.'],
		['in its first moment', { now: at('12:00:00') }, '500 of about 2,000 customers.'],
		['on a clock that was set back', { now: at('11:59:00') }, '500 of about 2,000 customers.'],
		[
			'before its first customer',
			{ customers: 0 },
			'Reading phone numbers and e-mails first: 900 so far.',
		],
		[
			'before its first customer, where contact methods come with them',
			{ customers: 0, contactMethods: null },
			'0 of about 2,000 customers.',
		],
		[
			'going on behind others',
			{ since: { customers: 400, at: at('12:00:00') } },
			'500 of about 2,000 customers, 10 a second, done at about 12:02 UTC.',
		],
		[
			'having begun again',
			{ since: { customers: 700, at: at('12:00:00') } },
			'500 of about 2,000 customers.',
		],
		[
			'with more than there were at the start',
			{ customers: 2_010 },
			'2,010 of about 2,010 customers, 201 a second, done at about 12:00 UTC.',
		],
	])('%s', (_, more, message) => {
		expect(progressOf(far(more)).message).toBe(message);
	});

	it.each<[story: string, far: Partial<HowFar>, perSecond: number | null, end: string | null]>([
		['a steady rate', {}, 50, '2026-03-02T12:00:40.0000000Z'],
		['a slow one, to one digit', { customers: 7 }, 0.7, '2026-03-02T12:47:37.1420000Z'],
		['none yet', { customers: 0 }, null, null],
		['no total', { total: null }, 50, null],
		['all of them done', { customers: 2_000 }, 200, '2026-03-02T12:00:10.0000000Z'],
		['a rate next to nothing', { customers: 1, total: 2_000_000_000 }, 0.1, null],
	])('tells its rate and its end from %s', (_, more, perSecond, estimatedEnd) => {
		expect(progressOf(far(more))).toMatchObject({ perSecond, estimatedEnd });
	});
});
