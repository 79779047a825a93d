import type { Instant } from '../core/instant';
import { wholeBetween, type Chance } from './chance';

const TICKS_PER_MS = 10_000;
const WHOLE_SECONDS = '2021-07-19T20:35:38'.length;

/**
 * ServiceTitan's clock. Milliseconds come from outside; the four digits below them are its own, so that two writes
 * in one millisecond still have an order, as they have in the real system.
 */
export class SimulatorClock {
	private lastMs = Number.NEGATIVE_INFINITY;
	private ticks = 0;
	private held: Instant | undefined;

	constructor(
		private readonly readMs: () => number,
		private readonly chance: Chance,
	) {}

	/** Milliseconds since 1970. */
	now(): number {
		return Math.floor(this.readMs());
	}

	/** The instant of a write: later than the one before, or the same where a millisecond's ticks are used up. */
	instant(): Instant {
		if (this.held) return this.held;
		const ms = this.now();
		const next = ms === this.lastMs ? this.ticks + 1 : wholeBetween(this.chance, 0, 4999);
		this.ticks = Math.min(next, TICKS_PER_MS - 1);
		this.lastMs = ms;
		return withTicks(ms, this.ticks);
	}

	/** Runs `edits` with the clock stopped: all of them carry one instant, as after a bulk edit. */
	atOneInstant<T>(edits: () => T): T {
		if (this.held) return edits();
		this.held = this.instant();
		try {
			return edits();
		} finally {
			this.held = undefined;
		}
	}

	/**
	 * The instant of every write within one second, for as long as that is switched on: its beginning, or the last
	 * instant of its own that a write in that second was given. No write is older than the one before.
	 */
	wholeSecond(): Instant {
		if (this.held) return this.held;
		const now = this.now();
		const begin = now - (now % 1000);
		const givenInIt = this.lastMs >= begin && this.lastMs <= now;
		return givenInIt ? withTicks(this.lastMs, this.ticks) : withTicks(begin, 0);
	}
}

/** @param ticks of 100 ns beyond the millisecond */
export const withTicks = (ms: number, ticks: number): Instant =>
	`${new Date(ms).toISOString().slice(0, 23)}${String(ticks).padStart(4, '0')}Z`;

/** As ServiceTitan writes it: trailing zeros trimmed, no fraction at all on a whole second. */
export function wireInstant(exact: Instant, digits = 7): string {
	const moment = digits === 7 ? exact : inDigits(exact, digits);
	if (moment.at(-2) !== '0') return moment;
	let end = moment.length - 1;
	while (moment[end - 1] === '0' && end > WHOLE_SECONDS) end -= 1;
	return `${moment.slice(0, end > WHOLE_SECONDS + 1 ? end : WHOLE_SECONDS)}Z`;
}

/** More digits than are kept are ones, so that they can be seen. */
function inDigits(moment: Instant, digits: number): string {
	const end = digits === 0 ? WHOLE_SECONDS : WHOLE_SECONDS + 1 + digits;
	return `${moment.slice(0, -1).padEnd(end, '1').slice(0, end)}Z`;
}
