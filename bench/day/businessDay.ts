import type { Chance } from '../../simulator/chance';

/** One poll of all workspaces: minutes after midnight. */
export interface Tick {
	minute: number;
	/** How many customers have changed since the tick before, on average. */
	mean: number;
}

const FIRST = 6 * 60;
const LAST = 20 * 60;
const EVERY = 15;

/** Customers changed in a quarter of an hour while people work, and before and after. */
const BUSY = 6;
const QUIET = 2;
/** What came together over night. */
const OVER_NIGHT = 20;

/** 06:00 to 20:00 every 15 minutes, both included: 57 ticks, about 260 changed customers for a business of 30,000. */
export const businessDay = (): Tick[] =>
	Array.from({ length: (LAST - FIRST) / EVERY + 1 }, (_, index) => {
		const minute = FIRST + index * EVERY;
		return { minute, mean: meanAt(minute) };
	});

function meanAt(minute: number): number {
	if (minute === FIRST) return OVER_NIGHT;
	return minute > 8 * 60 && minute <= 17 * 60 ? BUSY : QUIET;
}

/** How many changes there were, when each comes by itself: Poisson's distribution, by Knuth's way. */
export function changesOf(mean: number, chance: Chance): number {
	const least = Math.exp(-mean);
	let count = 0;
	for (let product = chance(); product > least; product *= chance()) count += 1;
	return count;
}
