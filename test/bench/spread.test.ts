import { spreadOf } from '../../bench/measuring/spread';

describe('What is told of several measurements', () => {
	it.each<[story: string, values: number[], median: number, min: number, max: number]>([
		['one alone is its own median', [7], 7, 7, 7],
		['of an odd number, the one in the middle by size', [30, 10, 20], 20, 10, 30],
		['of an even number, between the two in the middle', [4, 1, 3, 2], 2.5, 1, 4],
		['numbers are compared as numbers', [9, 100, 20], 20, 9, 100],
		['one slow run does not move the median', [10, 11, 12, 13, 9_000], 12, 10, 9_000],
	])('%s', (_story, values, median, min, max) => {
		expect(spreadOf(values)).toEqual({ median, min, max, n: values.length });
	});

	it('is nothing where nothing was measured', () => {
		expect(spreadOf([])).toBeUndefined();
	});

	it('leaves the measurements in their order', () => {
		const values = [3, 1, 2];
		spreadOf(values);
		expect(values).toEqual([3, 1, 2]);
	});
});
