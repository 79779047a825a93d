import { RequestFailed, type Failure } from '../../../core/failure';
import { Refused } from '../../../core/sync/refusal';
import { FirstPolls } from '../../../nodes/ServiceTitanTrigger/firstPoll';

const failed = (failure: Failure) => new RequestFailed('Supabase', failure);
const outage = failed({ kind: 'unavailable', detail: 'down' });

/** One poll that fails. @returns whether it stays silent */
const poll = (polls: FirstPolls, context: object, failure: unknown): boolean =>
	polls.forgives('trigger', polls.begin(context), failure);

it.each<[story: string, failure: unknown, silent: boolean]>([
	['an outage', outage, true],
	['a rate limit', failed({ kind: 'throttled', detail: '', retryAfterMs: 0 }), true],
	['a connection that was cut', failed({ kind: 'interrupted', detail: '' }), true],
	['a key without rights', failed({ kind: 'denied', detail: '' }), false],
	['a missing migration', failed({ kind: 'missing', detail: '' }), false],
	['an unknown workspace', new Refused('unknown_workspace'), false],
	['a defect', new TypeError('x is undefined'), false],
])('the first poll after a start: %s is kept silent: %#', (_, failure, silent) => {
	expect(poll(new FirstPolls(), {}, failure)).toBe(silent);
});

it('reports with the next poll what did not pass', () => {
	const polls = new FirstPolls();
	const context = {};
	expect(poll(polls, context, outage)).toBe(true);
	expect(poll(polls, context, outage)).toBe(false);
});

it('forgives again after the workflow was published again', () => {
	const polls = new FirstPolls();
	const before = {};
	poll(polls, before, outage);
	poll(polls, before, outage);
	expect(poll(polls, {}, outage)).toBe(true);
});

it('speaks up at last where every poll has a context of its own', () => {
	const polls = new FirstPolls();
	const silent = [1, 2, 3, 4].map(() => poll(polls, {}, outage));
	expect(silent).toEqual([true, true, true, false]);
	polls.succeeded('trigger');
	expect(poll(polls, {}, outage)).toBe(true);
});
