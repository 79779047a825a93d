import type { Stage } from '../stage/stage';

/** The calls that a poll, and the execution it started, made to both services. */
export interface Calls {
	serviceTitan: number;
	supabase: number;
	/** From the first call to the answer to the last one. */
	seconds: number;
	/** Whether a list of changed customers was asked for: the sign of a poll. */
	polled: boolean;
	/** Milliseconds since 1970 of the first call; undefined when there was none. */
	firstAt?: number;
}

/** Counts the calls from now on. @returns a look at those made since */
export function countCalls({
	serviceTitan: { simulator },
	supabase,
}: Pick<Stage, 'serviceTitan' | 'supabase'>): () => Promise<Calls> {
	const from = Date.now();
	const since = ({ at }: { at: string }) => Date.parse(at) >= from;
	return async () => {
		const toServiceTitan = simulator.log.entries
			.filter(since)
			.filter(({ path }) => !path.endsWith('/connect/token'));
		const toSupabase = (await supabase.calls()).filter(since);
		const all = [...toServiceTitan, ...toSupabase].map(
			({ at, ms }) => [Date.parse(at), ms] as const,
		);
		const firstAt = all.length > 0 ? Math.min(...all.map(([at]) => at)) : undefined;
		const lastAt = Math.max(0, ...all.map(([at, ms]) => at + ms));
		return {
			serviceTitan: toServiceTitan.length,
			supabase: toSupabase.length,
			seconds: firstAt === undefined ? 0 : Math.round(lastAt - firstAt) / 1000,
			polled: toServiceTitan.some(
				({ path, method }) => method === 'GET' && path.endsWith('/customers'),
			),
			...(firstAt === undefined ? {} : { firstAt }),
		};
	};
}
