import type { Clock } from '../sync/ports';

/**
 * ServiceTitan allows 60 calls a second per app and tenant, as they arrive there. So many within somewhat more than a
 * second are 50 a second over time, and where a delay on the way brings calls up to 0.12 s closer together, still no
 * more than these arrive in any second. The rest is for others who use the app.
 */
const MOST_STARTS = 56;
const WITHIN_MS = 1_120;
/** A last start further ahead than this was noted by a clock that has been set back since. */
const FAR_AHEAD_MS = 60_000;

/** Spreads the starts of requests, so that no second sees more than ServiceTitan takes. */
export class Pace {
	private starts: number[] = [];

	/** Takes the next free place. @returns milliseconds from `now` until it */
	reserve(now: number): number {
		if ((this.starts.at(-1) ?? now) - now > FAR_AHEAD_MS) this.starts = [];
		const free = (this.starts.at(-MOST_STARTS) ?? -Infinity) + WITHIN_MS;
		const place = Math.max(now, free);
		this.starts = [...this.starts.slice(1 - MOST_STARTS), place];
		return place - now;
	}
}

/** All executions in this process keep one pace per tenant; each clock its own, so that tests do. */
const paces = new WeakMap<Clock, Map<string, Pace>>();

/** @param tenant  what the limit counts: the API's address and the tenant */
export function paceOf(clock: Clock, tenant: string): Pace {
	const known = paces.get(clock) ?? new Map<string, Pace>();
	paces.set(clock, known);
	const pace = known.get(tenant) ?? new Pace();
	known.set(tenant, pace);
	return pace;
}
