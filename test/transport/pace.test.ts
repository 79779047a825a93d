import fc from 'fast-check';

import { Pace, paceOf } from '../../transport/pace';
import { TestClock } from '../support/n8nHost/serviceTitanWorld';

/** When requests that come at these moments start. */
const startsOf = (arrivals: number[]): number[] => {
	const pace = new Pace();
	return arrivals.map((now) => now + pace.reserve(now));
};

describe('the pace of requests', () => {
	it('lets the first 56 go at once and the next 56 somewhat more than a second later', () => {
		const starts = startsOf(Array.from({ length: 120 }, () => 0));
		expect(starts.filter((start) => start === 0)).toHaveLength(56);
		expect(starts.filter((start) => start === 1_120)).toHaveLength(56);
		expect(starts.filter((start) => start === 2_240)).toHaveLength(8);
	});

	const gaps = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 60, maxLength: 300 });
	const spread = (all: number[]): number[] => {
		let now = 0;
		return startsOf(all.map((gap) => (now += gap)));
	};

	it('starts no more than fifty a second over time, however they come', () => {
		fc.assert(
			fc.property(gaps, (all) => {
				const starts = spread(all);
				return starts.every((start, n) => (starts[n + 56] ?? Infinity) - start >= 1_120);
			}),
		);
	});

	it('lets no second of ServiceTitan’s see more than 56, though some take up to 0.12 s longer than others', () => {
		const delays = fc.array(fc.integer({ min: 0, max: 119 }), { minLength: 300, maxLength: 300 });
		fc.assert(
			fc.property(gaps, delays, (all, delay) => {
				const arrivals = spread(all)
					.map((start, n) => start + (delay[n] ?? 0))
					.sort((a, b) => a - b);
				return arrivals.every((arrival, n) => (arrivals[n + 56] ?? Infinity) - arrival > 1_000);
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
