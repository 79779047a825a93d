import type { Clock } from './clock';
import type { Run } from './read';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One column of a chart: what happened in a stretch of time. */
export interface Column {
	/** "Jul 1, 08:00 to 12:00" */
	label: string;
	/** For the axis; empty where this is no place for one. */
	tick: string;
	created: number;
	updated: number;
	failed: number;
	/** How many runs began, and how many of them failed. */
	runs: number;
	failedRuns: number;
}

export const PERIODS = ['day', 'week', 'all'] as const;
export type Period = (typeof PERIODS)[number];

const LENGTHS: Record<Period, number> = { day: DAY, week: 7 * DAY, all: Infinity };

/**
 * The runs of a period side by side: by half hours, hours, days or weeks, so that about fifty columns come out.
 * Initial syncs are left out: one of them would make all others invisible.
 * @param runs  the newest first
 */
export function columnsOf(runs: Run[], period: Period, clock: Clock): Column[] {
	const { now } = clock;
	const oldest = runs.reduce((min, { startedAt }) => Math.min(min, startedAt), now - DAY);
	const from = Math.max(oldest, now - LENGTHS[period]);
	const step = [30 * MINUTE, HOUR, 4 * HOUR].find((length) => (now - from) / length <= 60);
	const columns = step ? ofHours({ from, step }, clock) : ofDays(from, clock);
	for (const run of runs) {
		const column = run.startedAt >= from ? columns.find(run.startedAt) : undefined;
		if (column === undefined || run.mode === 'initial') continue;
		column.created += run.created;
		column.updated += run.updated;
		column.failed += run.failed;
		column.runs += 1;
		column.failedRuns += run.status === 'failed' ? 1 : 0;
	}
	return columns.all;
}

interface Columns {
	all: Column[];
	find(at: number): Column | undefined;
}

const empty = (label: string, tick: string): Column => ({
	...{ label, tick },
	...{ created: 0, updated: 0, failed: 0, runs: 0, failedRuns: 0 },
});

function ofHours({ from, step }: { from: number; step: number }, clock: Clock): Columns {
	// Columns begin at midnight by the clock on the wall, and every so many hours from there.
	const shift = clock.intoDay(Math.floor(clock.now / DAY) * DAY);
	const end = Math.ceil((clock.now + 1 + shift) / step) * step - shift;
	const amount = Math.ceil((end - from) / step);
	const start = end - amount * step;
	const all = Array.from({ length: amount }, (_, place) => {
		const at = start + place * step;
		const label = `${clock.day(at)}, ${clock.time(at)} to ${clock.time(at + step)}`;
		return empty(label, tickOf(at, step, clock));
	});
	return { all, find: (at) => all[Math.floor((at - start) / step)] };
}

/** A new day says its date; within a day every sixth hour says its time. */
function tickOf(at: number, step: number, clock: Clock): string {
	if (clock.day(at) !== clock.day(at - step)) return clock.day(at);
	return step <= HOUR && clock.hour(at) % 6 === 0 && clock.time(at).endsWith(':00')
		? clock.time(at)
		: '';
}

function ofDays(from: number, clock: Clock): Columns {
	// Half a day at a time: of days with 23 or 25 hours none is missed. Each is named once.
	const days = new Map<string, string>();
	for (let at = from; at < clock.now + DAY / 2; at += DAY / 2) {
		const within = Math.min(at, clock.now);
		days.set(clock.date(within), clock.day(within));
	}
	const dates = [...days.keys()];
	const length = dates.length > 100 ? 7 : 1;
	const all: Column[] = [];
	const byDate = new Map<string, Column>();
	// Weeks end today.
	for (let end = dates.length; end > 0; end -= length) {
		const some = dates.slice(Math.max(0, end - length), end);
		const [first = '', last = first] = [some[0], some.at(-1)].map((date) => days.get(date ?? ''));
		const column = empty(first === last ? first : `${first} to ${last}`, first);
		all.unshift(column);
		for (const date of some) byDate.set(date, column);
	}
	return { all, find: (at) => byDate.get(clock.date(at)) };
}

/** The contacts of the last hours side by side. */
export const columnsOfHours = (
	hours: Array<{ at: number; created: number; updated: number }>,
	clock: Clock,
): Column[] =>
	hours.map(({ at, created, updated }) => {
		const label = `${clock.day(at)}, ${clock.time(at)} to ${clock.time(at + HOUR)}`;
		return { ...empty(label, tickOf(at, HOUR, clock)), created, updated };
	});
