import fc from 'fast-check';

import { type Failure, STATEMENT_TIMEOUT } from '../../core/failure';
import { brief, patient, persistent, waitBeforeRetry, type Attempted } from '../../core/retry';

const policy = { attempts: 4, baseMs: 100, longestMs: 5_000, longestInAllMs: 60_000 };
const throttled = (retryAfterMs: number): Failure => ({
	kind: 'throttled',
	detail: '',
	retryAfterMs,
});
const unavailable = (more: object = {}): Failure => ({ kind: 'unavailable', detail: '', ...more });

const wait = (failure: Failure, more: Partial<Attempted> = {}): number | undefined =>
	waitBeforeRetry({ failure, attempt: 0, policy, chance: 0, idempotent: true, ...more });

describe('whether to try again', () => {
	it.each<[story: string, failure: Failure, repeatable: boolean, creating: boolean]>([
		['throttled: it was not carried out', throttled(0), true, true],
		['429 that says when', throttled(1_000), true, true],
		['502: the gateway may have lost the answer', unavailable({ status: 502 }), true, false],
		['503 that says nothing', unavailable({ status: 503 }), true, false],
		[
			'503 that says when: turned away at the door',
			unavailable({ status: 503, retryAfterMs: 0 }),
			true,
			true,
		],
		[
			'502 that says when proves nothing',
			unavailable({ status: 502, retryAfterMs: 10 }),
			true,
			false,
		],
		['504', unavailable({ status: 504 }), true, false],
		['500', unavailable({ status: 500 }), true, false],
		['408', unavailable({ status: 408 }), true, false],
		['a connection refused never began', unavailable({ refused: true }), true, true],
		[
			'a connection that broke, or no answer in time',
			{ kind: 'interrupted', detail: '' },
			true,
			false,
		],
		['a deadlock', unavailable({ code: '40P01', status: 500 }), true, false],
		[
			'a statement that took too long would again',
			unavailable({ code: STATEMENT_TIMEOUT }),
			false,
			false,
		],
		['401 with a new token', { kind: 'expired', detail: '' }, false, false],
		['403', { kind: 'denied', detail: '' }, false, false],
		['404 of the gateway', { kind: 'misdirected', detail: '' }, false, false],
		['404', { kind: 'missing', detail: '' }, false, false],
		['409', { kind: 'conflict', detail: '' }, false, false],
		['400', { kind: 'rejected', detail: '' }, false, false],
		['a web page where an answer was due', { kind: 'malformed', detail: '' }, true, false],
	])('%s', (_story, failure, repeatable, creating) => {
		expect(wait(failure, { idempotent: true }) !== undefined).toBe(repeatable);
		expect(wait(failure, { idempotent: false }) !== undefined).toBe(creating);
	});
});

describe('how long to wait', () => {
	it.each<[story: string, failure: Failure, more: Partial<Attempted>, ms: number | undefined]>([
		['about the base at first', unavailable(), { attempt: 0, chance: 0.5 }, 75],
		['at least half of it', unavailable(), { attempt: 0, chance: 0 }, 50],
		['twice as long the next time', unavailable(), { attempt: 1, chance: 0 }, 100],
		['and again', unavailable(), { attempt: 2, chance: 0 }, 200],
		['until the attempts are used up', unavailable(), { attempt: 3, chance: 0 }, undefined],
		['as long as the service asks', throttled(2_000), {}, 2_000],
		['and a little more, so that not all return at once', throttled(2_000), { chance: 0.5 }, 2_050],
		['longer than it asks once it has been asking often', throttled(10), { attempt: 2 }, 200],
		['as long as an unavailable service asks', unavailable({ retryAfterMs: 3_000 }), {}, 3_000],
		['the longest it may ask for', throttled(5_000), { chance: 0.9 }, 5_000],
		['not at all for a service that asks for more', throttled(5_001), {}, undefined],
		[
			'never longer than the longest',
			unavailable(),
			{ attempt: 20, policy: { ...policy, attempts: 99 } },
			5_000,
		],
		[
			'nothing where it may come back at once',
			throttled(0),
			{ policy: { ...policy, baseMs: 0 } },
			0,
		],
	])('%s', (_story, failure, more, ms) => {
		expect(wait(failure, more)).toBe(ms);
	});

	it.each<[story: string, spentMs: number, ms: number | undefined]>([
		['while there is time for it', 59_950, 50],
		['not when the next attempt would begin too late', 59_951, undefined],
		['though the clock was set back meanwhile', -600_000, 50],
	])('waits %s', (_story, spentMs, ms) => {
		expect(wait(unavailable(), { spentMs })).toBe(ms);
	});

	it('never comes back before it was asked to, and never waits longer than the longest', () => {
		fc.assert(
			fc.property(
				fc.nat(6_000),
				fc.nat(5),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(asked, attempt, chance) => {
					const ms = wait(throttled(asked), { attempt, chance });
					if (ms === undefined) return;
					expect(ms).toBeGreaterThanOrEqual(asked);
					expect(ms).toBeLessThanOrEqual(policy.longestMs);
				},
			),
		);
	});
});

describe('the policies', () => {
	/** All waits of a policy together, in seconds, when the service stays away. */
	const patienceOf = (of: typeof policy, chance: number): number => {
		let total = 0;
		for (let attempt = 0; ; attempt++) {
			const ms = wait(unavailable(), { attempt, policy: of, chance });
			if (ms === undefined) return total / 1000;
			total += ms;
		}
	};

	it.each<[name: string, policy: typeof brief, least: number, most: number]>([
		['brief keeps nobody waiting', brief, 0.3, 1],
		['patient rides out a hiccup', patient, 3.5, 8],
		['persistent rides out a minute', persistent, 60, 125],
	])('%s', (_name, of, least, most) => {
		expect(patienceOf(of, 0)).toBeGreaterThanOrEqual(least);
		expect(patienceOf(of, 0.999)).toBeLessThanOrEqual(most);
	});
});
