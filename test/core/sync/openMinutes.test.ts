import { openMinutes } from '../../../core/sync/openMinutes';

const chicago = { from: '06:00', to: '20:00', timezone: 'America/Chicago' };

describe('minutes of business hours between two moments', () => {
	it.each([
		['within the day', chicago, '2026-07-01T15:00:00Z', '2026-07-01T16:30:00Z', 90],
		['over a night', chicago, '2026-07-02T01:00:00Z', '2026-07-02T11:07:00Z', 8],
		['at night alone', chicago, '2026-07-02T02:00:00Z', '2026-07-02T10:00:00Z', 0],
		['three whole days', chicago, '2026-07-01T05:00:00Z', '2026-07-04T05:00:00Z', 3 * 841],
		['backwards', chicago, '2026-07-02T15:00:00Z', '2026-07-01T15:00:00Z', 0],
		[
			'a weekend that is off',
			{ ...chicago, days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
			'2026-07-03T20:00:00Z',
			'2026-07-06T12:00:00Z',
			5 * 60 + 1 + 60,
		],
		[
			'hours past midnight',
			{ from: '22:00', to: '02:00', timezone: 'utc' },
			'2026-07-01T20:00:00Z',
			'2026-07-02T20:00:00Z',
			241,
		],
		[
			'the day the clocks go forward, an hour short',
			{ from: '00:00', to: '23:59', timezone: 'America/Chicago' },
			'2026-03-08T06:00:00Z',
			'2026-03-09T05:00:00Z',
			23 * 60,
		],
	])('%s', (_story, hours, from, to, minutes) => {
		expect(openMinutes(hours as never, from, to)).toBe(minutes);
	});

	it('counts the last 31 days at most', () => {
		const minutes = openMinutes(chicago, '2020-01-01T00:00:00Z', '2026-07-01T12:00:00Z');
		expect(minutes).toBeLessThanOrEqual(32 * 841);
		expect(minutes).toBeGreaterThan(30 * 841);
	});
});
