import { businessDay, changesOf } from '../../bench/day/businessDay';
import { createChance } from '../../simulator/chance';

describe('The day of many workspaces', () => {
	it('has a tick every 15 minutes from 06:00 to 20:00, both included', () => {
		const minutes = businessDay().map(({ minute }) => minute);
		expect(minutes).toHaveLength(57);
		expect([minutes[0], minutes[1], minutes.at(-1)]).toEqual([360, 375, 1200]);
	});

	it('brings most at its first tick, what came together over night', () => {
		const means = businessDay().map(({ mean }) => mean);
		expect(Math.max(...means.slice(1))).toBeLessThan(means[0] ?? 0);
	});

	it.each([2, 6, 20])('brings %d changes on average, now fewer and now more', (mean) => {
		const chance = createChance(1);
		const counts = Array.from({ length: 5_000 }, () => changesOf(mean, chance));
		const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
		expect(Math.abs(average - mean)).toBeLessThan(mean * 0.05);
		expect(new Set(counts).size).toBeGreaterThan(5);
	});
});
