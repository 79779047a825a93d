import type { Stage } from '../stage/stage';

/** The calls that a poll, and the execution it started, made to both services. */
export interface Calls {
	serviceTitan: number;
	supabase: number;
	/** From the first call to the answer to the last one. */
	seconds: number;
	/** Whether a list of changed customers was asked for: the sign of a poll. */
	polled: boolean;
}

/**
 * Counts the calls of the next poll. It begins by claiming the workspace; calls before that are somebody else's,
 * the watchdog's for example.
 * @returns a look at those made so far
 */
export function countCalls({
	serviceTitan: { simulator },
	supabase,
}: Pick<Stage, 'serviceTitan' | 'supabase'>): () => Promise<Calls> {
	const asked = Date.now();
	return async () => {
		const all = await supabase.calls();
		const claim = all.find(
			(call) => startOf(call) >= asked && call.path.endsWith('/servicetitan_start_run'),
		);
		if (!claim) return { serviceTitan: 0, supabase: 0, seconds: 0, polled: false };
		const from = startOf(claim);
		const since = (call: Call) => startOf(call) >= from;
		const toSupabase = all.filter(since);
		const toServiceTitan = simulator.log.entries
			.filter(since)
			.filter(({ path }) => !path.endsWith('/connect/token'));
		const end = Math.max(
			...[...toSupabase, ...toServiceTitan].map((call) => startOf(call) + call.ms),
		);
		return {
			serviceTitan: toServiceTitan.length,
			supabase: toSupabase.length,
			seconds: Math.round(end - from) / 1000,
			polled: toServiceTitan.some(({ path }) => path.endsWith('/customers')),
		};
	};
}

interface Call {
	/** ISO 8601 UTC. */
	at: string;
	ms: number;
}

const startOf = ({ at }: Call): number => Date.parse(at);
