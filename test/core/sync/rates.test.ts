import { everyHour } from '../../../core/sync/everyHour';
import { ratesOf } from '../../../core/sync/rates';

const run = (seconds: number, fetched: number, more: object = {}) => ({
	mode: 'incremental',
	status: 'completed',
	started_at: '2026-07-01T12:00:00.000000Z',
	finished_at: new Date(Date.parse('2026-07-01T12:00:00Z') + seconds * 1000).toISOString(),
	fetched,
	...more,
});

describe('how quick the last runs were', () => {
	it.each<[story: string, runs: unknown[], rates: object]>([
		[
			'all customers by all minutes of the runs that read any',
			[run(30, 100), run(90, 20), run(12, 0)],
			{
				runs: 3,
				average_duration_ms: 44_000,
				longest_duration_ms: 90_000,
				customers_per_minute: 60,
			},
		],
		[
			'runs with failed rows count, failed and open ones and resets do not',
			[
				run(60, 60, { status: 'completed_with_failures' }),
				run(1, 9000, { status: 'failed' }),
				run(1, 9000, { mode: 'reset' }),
				run(1, 9000, { finished_at: null, status: 'running' }),
				'nonsense',
			],
			{ runs: 1, average_duration_ms: 60_000, customers_per_minute: 60 },
		],
		[
			'nothing is known before the first',
			[],
			{
				runs: 0,
				average_duration_ms: null,
				longest_duration_ms: null,
				customers_per_minute: null,
			},
		],
		['a run that took no time has no rate', [run(0, 5)], { customers_per_minute: null }],
	])('%s', (_, runs, rates) => {
		expect(ratesOf(runs)).toMatchObject(rates);
	});
});

describe('contacts per hour', () => {
	const hour = (text: string): string => `2026-07-01T${text}:00:00.0000000Z`;

	it('has an entry for each hour, the oldest first, and none for what is older', () => {
		const given = [
			{ hour: '2026-07-01T12:00:00.000000Z', created: 2, updated: 1 },
			{ hour: '2026-07-01T10:00:00.000000Z', created: 0, updated: 5 },
			{ hour: '2026-07-01T08:00:00.000000Z', created: 9, updated: 9 },
		];
		expect(everyHour(given, '2026-07-01T12:34:56.0000000Z', 4)).toEqual([
			{ hour: hour('09'), created: 0, updated: 0 },
			{ hour: hour('10'), created: 0, updated: 5 },
			{ hour: hour('11'), created: 0, updated: 0 },
			{ hour: hour('12'), created: 2, updated: 1 },
		]);
	});
});
