const SECOND_MS = 1000;

/** Calls of the last second, by app and tenant. */
export class Throttle {
	private readonly calls = new Map<string, number[]>();

	/**
	 * Counts a call.
	 * @param now milliseconds since 1970
	 * @returns milliseconds until the next call is taken; 0 when this one was
	 */
	count(key: string, now: number, perSecond: number): number {
		const recent = this.callsOf(key);
		keepBetween(recent, now - SECOND_MS, now);
		const free = recent.length < perSecond;
		if (free) recent.push(now);
		return free ? 0 : (recent[0] ?? now) + SECOND_MS - now;
	}

	private callsOf(key: string): number[] {
		const calls = this.calls.get(key) ?? [];
		this.calls.set(key, calls);
		return calls;
	}
}

/** Drops from both ends what is not after one moment or after the other, the clock having been turned back. */
function keepBetween(sorted: number[], after: number, until: number): void {
	while ((sorted.at(-1) ?? until) > until) sorted.pop();
	while ((sorted[0] ?? Number.POSITIVE_INFINITY) <= after) sorted.shift();
}
