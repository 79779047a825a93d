/** Calls of the last second, by app and tenant. */
export class Throttle {
	private readonly calls = new Map<string, number[]>();

	/**
	 * Counts a call.
	 * @param now milliseconds since 1970
	 * @returns milliseconds until the next call is taken; 0 when this one was
	 */
	count(key: string, now: number, perSecond: number): number {
		const recent = (this.calls.get(key) ?? []).filter((at) => at > now - 1000 && at <= now);
		const free = recent.length < perSecond;
		this.calls.set(key, free ? [...recent, now] : recent);
		return free ? 0 : (recent[0] ?? now) + 1000 - now;
	}
}
