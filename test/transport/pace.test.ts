import fc from 'fast-check';

import { Pace, paceOf } from '../../transport/pace';
import { TestClock } from '../support/n8nHost/serviceTitanWorld';

/** When requests that come at these moments start. */
const startsOf = (arrivals: number[]): number[] => {
	const pace = new Pace();
	return arrivals.map((now) => now + pace.reserve(now));
};

describe('the pace of requests', () => {
	it('lets the first fifty go at once and the next fifty a second later', () => {
		const starts = startsOf(Array.from({ length: 120 }, () => 0));
		expect(starts.filter((start) => start === 0)).toHaveLength(50);
		expect(starts.filter((start) => start === 1_000)).toHaveLength(50);
		expect(starts.filter((start) => start === 2_000)).toHaveLength(20);
	});

	it('never has more than fifty starts in any second, however they come', () => {
		const gaps = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 60, maxLength: 300 });
		fc.assert(
			fc.property(gaps, (all) => {
				let now = 0;
				const starts = startsOf(all.map((gap) => (now += gap)));
				return starts.every((start, n) => (starts[n + 50] ?? Infinity) - start >= 1_000);
			}),
		);
	});

	it('does not hold up anybody for a clock that was set back an hour', () => {
		const [now, hour] = [1_000_000_000, 3_600_000];
		const pace = new Pace();
		for (let n = 0; n < 60; n++) pace.reserve(now);
		expect(pace.reserve(now - hour)).toBe(0);
	});

	it('is one for all who talk to a tenant, and not shared with another tenant', () => {
		const clock = new TestClock();
		expect(paceOf(clock, 'tenant 1')).toBe(paceOf(clock, 'tenant 1'));
		expect(paceOf(clock, 'tenant 1')).not.toBe(paceOf(clock, 'tenant 2'));
	});
});
