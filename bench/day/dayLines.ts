import type { DayResult } from './dayCost';

const QUARTER_HOUR_S = 15 * 60;

/** What a day means for a worker, for ServiceTitan and for the database, in words. */
export function dayLines(day: DayResult): string[] {
	const { workspaces, slice, runs, changes, written, ticks } = day;
	const each = perRun(day);
	const calls = day.serviceTitanCalls / runs;
	return [
		`e  ${workspaces} workspaces, every 15 minutes (${slice}; simulated clock, ServiceTitan in memory): ${runs} runs, ${changes} changes, ${written} contacts written.`,
		`   A run: ${calls.toFixed(1)} calls to ServiceTitan and ${(day.databaseCalls / runs).toFixed(1)} to the database, ${each.workerMs.toFixed(1)} ms of a worker's CPU, ${each.databaseMs.toFixed(1)} ms in the database.`,
		`   ServiceTitan: at most ${day.mostCallsOfARun} calls of one tenant in a tick (the limit is 60 a second), ${(day.serviceTitanCalls / ticks / QUARTER_HOUR_S).toFixed(2)} calls a second of all tenants together.`,
		`   Database: ${(day.databaseMs / ticks / 1000).toFixed(1)} s of every 15 minutes; one core of it carries at least ${whole(QUARTER_HOUR_S, each.databaseMs)} workspaces.`,
		`   Worker: ${(day.workerCpuMs / ticks / 1000).toFixed(1)} s of CPU of every 15 minutes without n8n. In n8n a run of ${day.inN8n.changes} changes takes ${day.inN8n.ms.toFixed(0)} ms, one after the other ${whole(QUARTER_HOUR_S, day.inN8n.ms)} workspaces in 15 minutes: ${workspaces} workspaces keep ${((workspaces * day.inN8n.ms) / 1000 / QUARTER_HOUR_S).toFixed(2)} of such workers busy.`,
	];
}

/** Milliseconds of one run. */
export const perRun = ({ workerCpuMs, databaseMs, runs }: DayResult) => ({
	workerMs: workerCpuMs / runs,
	databaseMs: databaseMs / runs,
});

const whole = (seconds: number, ms: number): string =>
	Math.floor((seconds * 1000) / ms).toLocaleString('en');
