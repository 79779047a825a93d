import { DateTime } from 'luxon';

import { Clock } from '../../../workflows/statusPage/clock';
import { columnsOf, columnsOfHours, type Period } from '../../../workflows/statusPage/columns';
import { workspaceIn, type Run } from '../../../workflows/statusPage/read';
import { NOW, run, runs, state } from './support/states';

const clock = (now = NOW, zone = 'America/Chicago') => new Clock(now.toMillis(), [zone]);
const read = (last_runs: object[]): Run[] => workspaceIn(state({ last_runs })).runs;
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

it.each<[runs: number, period: Period, columns: number, first: string]>([
	[0, 'day', 49, 'Jul 1, 14:30 to 15:00'],
	[1, 'all', 49, 'Jul 1, 14:30 to 15:00'],
	[670, 'week', 43, 'Jun 25, 12:00 to 16:00'],
	[300, 'all', 20, 'Jun 29, 08:00 to 12:00'],
	[5000, 'all', 53, 'May 11'],
])('%i runs of the period "%s" make %i columns', (amount, period, columns, first) => {
	const drawn = columnsOf(read(runs(amount)), period, clock());
	expect(drawn).toHaveLength(columns);
	expect(drawn[0]?.label).toBe(first);
});

it('5,000 runs once an hour make weeks, and no run is lost or counted twice', () => {
	const hourly = Array.from({ length: 5000 }, (_, place) => run(60 * place + 1));
	const drawn = columnsOf(read(hourly), 'all', clock());
	expect(drawn.length).toBeLessThan(40);
	expect(drawn.at(-1)?.label).toBe('Jun 26 to Jul 2');
	expect(sum(drawn.map((column) => column.runs))).toBe(5000);
	expect(sum(drawn.map(({ created }) => created))).toBe(5000);
});

it('runs of more than a year stay apart by their years', () => {
	const sparse = [run(1), run(60 * 24 * 366 + 1)];
	const drawn = columnsOf(read(sparse), 'all', clock());
	const busy = drawn.filter((column) => column.runs > 0);
	expect([busy.length, busy[0], busy[1]]).toEqual([2, drawn[0], drawn.at(-1)]);
});

it('leaves out what began before the period', () => {
	const drawn = columnsOf(read([run(60), run(60 * 25)]), 'day', clock());
	expect(sum(drawn.map((column) => column.runs))).toBe(1);
});

it('leaves out initial syncs, and counts what was linked as updated', () => {
	const some = [run(1, { linked: 2 }), run(2, { mode: 'initial', created: 30_000 })];
	const drawn = columnsOf(read(some), 'day', clock());
	expect(sum(drawn.map(({ created }) => created))).toBe(1);
	expect(sum(drawn.map(({ updated }) => updated))).toBe(5);
});

it.each(['2026-03-09T20:00:00Z', '2026-11-02T20:00:00Z'])(
	'has every day once around a change of the clocks (%s)',
	(moment) => {
		const now = DateTime.fromISO(moment);
		const weeks = Array.from({ length: 15 * 96 }, (_, place) =>
			run(NOW.diff(now, 'minutes').minutes + 15 * place + 1),
		);
		const days = columnsOf(read(weeks), 'all', clock(now)).map(({ label }) => label);
		expect(days).toHaveLength(16);
		expect(new Set(days).size).toBe(16);
	},
);

it('names hours by the clock on the wall, and days where they begin', () => {
	const { hours } = workspaceIn(state());
	const columns = columnsOfHours(hours, clock());
	expect(columns.at(-1)).toMatchObject({ label: 'Jul 2, 14:00 to 15:00', tick: '' });
	const ticks = columns.map(({ tick }) => tick).filter(Boolean);
	expect(ticks).toEqual(['18:00', 'Jul 1', '06:00', '12:00', '18:00', 'Jul 2', '06:00', '12:00']);
});
