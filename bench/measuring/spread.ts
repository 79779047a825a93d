/** What is told of several measurements of the same thing. */
export interface Spread {
	median: number;
	min: number;
	max: number;
	n: number;
}

/** @returns `undefined` where nothing was measured */
export function spreadOf(values: number[]): Spread | undefined {
	const sorted = [...values].sort((a, b) => a - b);
	const [min, max] = [sorted.at(0), sorted.at(-1)];
	if (min === undefined || max === undefined) return undefined;
	return { median: medianOf(sorted), min, max, n: sorted.length };
}

/** Of an even number of values the mean of the two in the middle. */
function medianOf(sorted: number[]): number {
	const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
	const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
	return (lower + upper) / 2;
}
