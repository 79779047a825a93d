import type { Clock } from '../sync/ports';

/**
 * ServiceTitan allows 60 calls a second per app and tenant. The rest is for others who use the app, and for calls that
 * a delay on the way brings closer together: with 56 some were refused although none had started too early.
 */
const STARTS_PER_SECOND = 50;
const SECOND_MS = 1_000;
/** A last start further ahead than this was noted by a clock that has been set back since. */
const FAR_AHEAD_MS = 60_000;

/** Spreads the starts of requests, so that no second sees more than ServiceTitan takes. */
export class Pace {
	private starts: number[] = [];

	/** Takes the next free place. @returns milliseconds from `now` until it */
	reserve(now: number): number {
		if ((this.starts.at(-1) ?? now) - now > FAR_AHEAD_MS) this.starts = [];
		const aSecondAfter = (this.starts.at(-STARTS_PER_SECOND) ?? -Infinity) + SECOND_MS;
		const place = Math.max(now, aSecondAfter);
		this.starts = [...this.starts.slice(1 - STARTS_PER_SECOND), place];
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
