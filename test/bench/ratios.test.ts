import { Measurements, type Sample } from '../../bench/measuring/measurement';
import { ratiosOf } from '../../bench/report/ratios';
import { flatMemoryLine, targetLines } from '../../bench/report/targets';
import {
	BARE_CALLS,
	BATCHED,
	EMPTY,
	LIMIT,
	OURS,
	SUPABASE_NODE,
	UNCHANGED,
	WRITE,
} from '../../bench/ways';

/** Measurements by key and way: a number is milliseconds. */
function measured(...all: Array<[key: string, way: string, ...samples: Array<number | Sample>]>) {
	const measurements = new Measurements();
	for (const [key, way, ...samples] of all)
		measurements.add({
			scenario: 'a',
			what: key,
			key,
			way,
			rateLimit: true,
			samples: samples.map((one) => (typeof one === 'number' ? { ms: one } : one)),
		});
	return measurements;
}

const withMemory = (idleMb: number, peakMb: number): Sample => ({ ms: 1, idleMb, peakMb });

describe('The ratios', () => {
	it('say how much slower than the limit we are, and how much faster than the others', () => {
		const ratios = ratiosOf(
			measured(
				['initial', OURS, 3_000, 3_200, 9_000],
				['initial', LIMIT, 2_000],
				['initial', SUPABASE_NODE, 96_000],
				['initial', BATCHED, 16_000],
				['changes5000', OURS, 1_000],
				['changes5000', SUPABASE_NODE, 25_000],
				['changes5000', BATCHED, 3_500],
			),
		);
		expect(ratios).toMatchObject({
			initialVsLimit: 1.6,
			initialVsSupabaseNode: 30,
			initialVsBatched: 5,
			changes5000VsSupabaseNode: 25,
			changes5000VsBatched: 3.5,
		});
	});

	it('take what an execution of nothing takes off one change, and not off its bare calls', () => {
		const one = measured(
			['oneChange', OURS, 100],
			['oneChange', EMPTY, 40],
			['oneChange', BARE_CALLS, 50],
		);
		expect(ratiosOf(one).oneChangeVsBareCalls).toBe(1.2);
	});

	it('compare writing with sending the same again', () => {
		const both = measured(['unchanged', WRITE, 300], ['unchanged', UNCHANGED, 150]);
		expect(ratiosOf(both).unchangedVsWrite).toBe(2);
	});

	it('count the most memory above idle, of all runs', () => {
		const runs = measured(['growth1000000', OURS, withMemory(400, 500), withMemory(410, 550)]);
		expect(ratiosOf(runs).extraMemoryMb1M).toBe(140);
	});

	it('are null where one of the two was not measured', () => {
		const half = measured(['initial', OURS, 3_000], ['oneChange', OURS, 100]);
		expect(new Set(Object.values(ratiosOf(half)))).toEqual(new Set([null]));
	});
});

describe('The targets', () => {
	const linesOf = (limitMs: number) =>
		targetLines(ratiosOf(measured(['initial', OURS, 1_600], ['initial', LIMIT, limitMs])));

	it.each<[story: string, limitMs: number, line: RegExp]>([
		['holds where it is just met', 1_000, /^holds .* 1\.6 × the limit \(at most 1\.6\)/],
		['does not hold where it is just missed', 990, /^does not hold .* 1\.62 × the limit/],
	])('%s', (_story, limitMs, line) => {
		expect(linesOf(limitMs)[0]).toMatch(line);
	});

	it('say of each that was not measured that it was not', () => {
		expect(linesOf(1_000).slice(1)).toHaveLength(7);
		for (const line of linesOf(1_000).slice(1)) expect(line).toMatch(/^not measured /);
	});

	it.each<[story: string, at100k: number, at1M: number, line: RegExp]>([
		['the same memory at ten times the customers holds', 500, 510, /^holds .* 110 MB .* 100 MB/],
		['memory that grows along does not', 500, 900, /^does not hold/],
	])('%s', (_story, at100k, at1M, line) => {
		const growth = measured(
			['growth100000', OURS, withMemory(400, at100k)],
			['growth1000000', OURS, withMemory(400, at1M)],
		);
		expect(flatMemoryLine(growth)).toMatch(line);
	});
});
