/** Answers and tables of two databases made alike: without the time of day and without ids that are made up. */

/** Moments by the database's clock. */
const CLOCK = new Set([
	...['now', 'since', 'created_at', 'updated_at', 'acknowledged_at', 'last_success_at'],
	...['started_at', 'run_started_at', 'heartbeat_at', 'finished_at', 'lease_expires_at'],
	...['newest_read_ahead', 'first_failed_at', 'last_failed_at', 'next_attempt_at'],
]);

/** Ids that both were given; all others are told by where they come first. */
const GIVEN = /^00000000-0000-4000-[9ab]000-/;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function comparable(value: unknown): unknown {
	const ids = new Map<string, string>();
	const labelOf = (id: string): string => {
		const label = ids.get(id) ?? `id ${ids.size + 1}`;
		ids.set(id, label);
		return label;
	};
	const alike = (part: unknown): unknown => {
		if (typeof part === 'string') return alikeText(part, labelOf);
		if (Array.isArray(part)) return part.map(alike);
		if (typeof part !== 'object' || part === null) return part ?? null;
		// In the order of the keys: that is where an id comes first.
		const entries = Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1));
		const told = entries.map(([key, inner]) => [
			key,
			CLOCK.has(key) && inner ? 'a moment' : alike(inner),
		]);
		return { ...Object.fromEntries(told), ...waitOf(part as Record<string, unknown>) };
	};
	return alike(value);
}

const alikeText = (text: string, labelOf: (id: string) => string): string =>
	UUID.test(text) && !GIVEN.test(text)
		? labelOf(text)
		: text.replace(/since \d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'since a moment');

/** How long a row that failed waits, in minutes: of the times it is what matters. */
function waitOf({ last_failed_at, next_attempt_at }: Record<string, unknown>): object {
	if (typeof last_failed_at !== 'string' || typeof next_attempt_at !== 'string') return {};
	const ms = Date.parse(next_attempt_at) - Date.parse(last_failed_at);
	return { waits: ms < 0 ? 'is due' : Math.round(ms / 60_000) };
}
