import { UnderWay } from '../../../nodes/ServiceTitanTrigger/underWay';

const second = 1_000;
const minute = 60 * second;

let time: number;
let polls: UnderWay;

beforeEach(() => {
	time = 0;
	polls = new UnderWay();
});

/** A poll that begins at a time, with some progress. */
const begin = (
	run: () => Promise<string | null>,
	{ at = time, from = undefined as unknown, trigger = 'trigger' } = {},
) => {
	time = at;
	return polls.alone(trigger, { now: () => time, from }, run);
};

/** A poll that ends when it is told to. */
function poll() {
	let end: (items: string) => void = () => undefined;
	const ended = new Promise<string>((done) => (end = done));
	return { run: jest.fn(() => ended), end };
}

const finds = (items: string | null) => async () => items;

it('runs one of several polls that n8n makes up for at the same moment', async () => {
	const [first, other] = [poll(), poll()];
	const outcome = begin(first.run);
	expect(await begin(other.run)).toBeNull();
	first.end('items');
	expect(await outcome).toBe('items');
	expect(other.run).not.toHaveBeenCalled();
});

it('lets each trigger poll for itself', async () => {
	void begin(poll().run);
	expect(await begin(finds('items'), { trigger: 'other' })).toBe('items');
});

it('polls again after one that failed', async () => {
	await begin(() => Promise.reject(new Error('no'))).catch(() => undefined);
	expect(await begin(finds('next'), { at: second })).toBe('next');
});

it('does not wait for ever for one that never ends, nor is disturbed when it ends after all', async () => {
	const [lost, next] = [poll(), poll()];
	const late = begin(lost.run);
	expect(await begin(finds('items'), { at: 9 * minute })).toBeNull();
	void begin(next.run, { at: 11 * minute });
	lost.end('late');
	expect(await late).toBe('late');
	expect(await begin(finds('items'), { at: 12 * minute })).toBeNull();
});

describe('a poll that begins with the same progress as the one before it', () => {
	it.each<[story: string, first: string | null, at: number, from: unknown, found: string | null]>([
		['right after that one handed out: n8n read it too early', 'items', second, { at: 1 }, null],
		['a minute later: what n8n did not keep comes again', 'items', minute, { at: 1 }, 'again'],
		['right after that one found nothing', null, second, { at: 1 }, 'again'],
		['no longer the same, as n8n has kept it', 'items', second, { at: 2 }, 'again'],
	])('%s', async (_, first, at, from, found) => {
		await begin(finds(first), { from: { at: 1 } });
		expect(await begin(finds('again'), { at, from })).toBe(found);
	});
});
