import type { Measurements, Sample } from '../measuring/measurement';
import { spreadOf } from '../measuring/spread';
import { BARE_CALLS, BATCHED, EMPTY, LIMIT, OURS, SUPABASE_NODE, UNCHANGED, WRITE } from '../ways';

/** What the targets are about; null where one of the two was not measured. */
export interface Ratios {
	/** Our initial sync to the limit: 1 is the limit itself. */
	initialVsLimit: number | null;
	/** How many times as long the others take. */
	initialVsSupabaseNode: number | null;
	initialVsBatched: number | null;
	changes5000VsSupabaseNode: number | null;
	changes5000VsBatched: number | null;
	/** One change, less what an execution of nothing takes, to its bare calls in sequence. */
	oneChangeVsBareCalls: number | null;
	/** MB above n8n's idle memory at a million customers, n8n's heap bounded as on a small server. */
	extraMemoryMb1M: number | null;
	/** How many times as long writing takes as sending the same again. */
	unchangedVsWrite: number | null;
}

export function ratiosOf(measurements: Measurements): Ratios {
	const time = (key: string, way: string): number | null =>
		spreadOf((measurements.find(key, way)?.samples ?? []).map(({ ms }) => ms))?.median ?? null;
	const ours = { initial: time('initial', OURS), changes: time('changes5000', OURS) };
	const one = time('oneChange', OURS);
	const nothing = time('oneChange', EMPTY);
	const net = one === null || nothing === null ? null : one - nothing;
	return {
		initialVsLimit: over(ours.initial, time('initial', LIMIT)),
		initialVsSupabaseNode: over(time('initial', SUPABASE_NODE), ours.initial),
		initialVsBatched: over(time('initial', BATCHED), ours.initial),
		changes5000VsSupabaseNode: over(time('changes5000', SUPABASE_NODE), ours.changes),
		changes5000VsBatched: over(time('changes5000', BATCHED), ours.changes),
		oneChangeVsBareCalls: over(net, time('oneChange', BARE_CALLS)),
		extraMemoryMb1M: extraMemory(measurements.find('growth1000000', OURS)?.samples ?? []),
		unchangedVsWrite: over(time('unchanged', WRITE), time('unchanged', UNCHANGED)),
	};
}

const over = (a: number | null, b: number | null): number | null =>
	a === null || b === null || b <= 0 ? null : rounded(a / b);

/** The most of all runs above what n8n took just before. */
export function extraMemory(samples: Sample[]): number | null {
	const extra = samples.map(({ peakMb, idleMb }) => (peakMb ?? 0) - (idleMb ?? 0));
	return extra.length === 0 ? null : rounded(Math.max(...extra));
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
