import { z } from 'zod';

import { instant, millisOf } from '../instant';

/** A run of the history, as far as it tells how quick it was. */
const measured = z.object({
	mode: z.string(),
	status: z.string(),
	started_at: instant,
	finished_at: instant,
	fetched: z.coerce.number(),
});

type Measured = z.output<typeof measured>;

/** How quick the last runs were; a run of the Trigger lasts until its customers are written. */
export interface Rates {
	/** How many runs this is taken from: those that came to their end, resets of the cursor left out. */
	runs: number;
	average_duration_ms: number | null;
	longest_duration_ms: number | null;
	/** Of the runs that read any: all their customers by all their minutes. */
	customers_per_minute: number | null;
}

/** @param history  runs as the database gives them; what is none, or still open, does not count */
export function ratesOf(history: unknown[]): Rates {
	const runs = history.flatMap((one) => {
		const { data } = measured.safeParse(one);
		return data && data.mode !== 'reset' && data.status.startsWith('completed') ? [data] : [];
	});
	const durations = runs.map(durationOf);
	const busy = runs.filter(({ fetched }) => fetched > 0);
	const minutes = sum(busy.map(durationOf)) / 60_000;
	const customers = sum(busy.map(({ fetched }) => fetched));
	return {
		runs: runs.length,
		average_duration_ms: runs.length > 0 ? Math.round(sum(durations) / runs.length) : null,
		longest_duration_ms: runs.length > 0 ? Math.max(...durations) : null,
		customers_per_minute: minutes > 0 ? Math.round((10 * customers) / minutes) / 10 : null,
	};
}

const durationOf = ({ started_at, finished_at }: Measured): number =>
	Math.max(0, millisOf(finished_at) - millisOf(started_at));

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
