import type { Measurements } from '../measuring/measurement';
import { HEAP_MB, OURS } from '../ways';
import { extraMemory, type Ratios } from './ratios';

interface Target {
	name: keyof Ratios;
	/** Completed by the value, e.g. "Initial sync: 1.42 × the limit". */
	says: (value: string) => string;
	wanted: string;
	holds: (value: number) => boolean;
}

const atMost = (most: number) => (value: number) => value <= most;
const atLeast = (least: number) => (value: number) => value >= least;

const TARGETS: Target[] = [
	{
		name: 'initialVsLimit',
		says: (x) => `Initial sync: ${x} × the limit`,
		wanted: 'at most 1.6',
		holds: atMost(1.6),
	},
	{
		name: 'initialVsSupabaseNode',
		says: (x) => `Initial sync: ${x} × as fast as n8n's Supabase node`,
		wanted: 'at least 20',
		holds: atLeast(20),
	},
	{
		name: 'initialVsBatched',
		says: (x) => `Initial sync: ${x} × as fast as the expert's batches`,
		wanted: 'at least 3',
		holds: atLeast(3),
	},
	{
		name: 'changes5000VsSupabaseNode',
		says: (x) => `5,000 changes: ${x} × as fast as n8n's Supabase node`,
		wanted: 'at least 20',
		holds: atLeast(20),
	},
	{
		name: 'changes5000VsBatched',
		says: (x) => `5,000 changes: ${x} × as fast as the expert's batches`,
		wanted: 'at least 3',
		holds: atLeast(3),
	},
	{
		name: 'oneChangeVsBareCalls',
		says: (x) => `One change: ${x} × its bare calls`,
		wanted: 'at most 1.5',
		holds: atMost(1.5),
	},
	{
		name: 'extraMemoryMb1M',
		says: (x) => `1,000,000 customers, heap of ${HEAP_MB} MB: ${x} MB above idle`,
		wanted: 'at most 150',
		holds: atMost(150),
	},
	{
		name: 'unchangedVsWrite',
		says: (x) => `Unchanged: ${x} × as fast as a write`,
		wanted: 'at least 1.5',
		holds: atLeast(1.5),
	},
];

/** One line a target: whether it holds, does not, or was not measured. */
export const targetLines = (ratios: Ratios): string[] =>
	TARGETS.map(({ name, says, wanted, holds }) => {
		const value = ratios[name];
		if (value === null) return `not measured    ${says('?')} (${wanted})`;
		return `${holds(value) ? 'holds         ' : 'does not hold '}  ${says(String(value))} (${wanted})`;
	});

/** "The same" for memory that is measured from outside. */
const SAME_MB = 30;

/** Whether a million customers take as much memory as 100,000. */
export function flatMemoryLine(measurements: Measurements): string {
	const extra = (size: number) =>
		extraMemory(measurements.find(`growth${size}`, OURS)?.samples ?? []);
	const [less, more] = [extra(100_000), extra(1_000_000)];
	if (less === null || more === null)
		return 'not measured    Memory at 1,000,000 customers as at 100,000';
	const holds = more - less <= SAME_MB;
	return `${holds ? 'holds         ' : 'does not hold '}  Memory above idle: ${more} MB at 1,000,000 customers, ${less} MB at 100,000 (the same within ${SAME_MB})`;
}
