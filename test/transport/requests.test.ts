import type { RequestListener, ServerResponse } from 'node:http';

import { RequestFailed, type Failure } from '../../core/failure';
import { failureOfServiceTitan } from '../../core/failureOfServiceTitan';
import { patient } from '../../core/retry';
import { sendWith, type Door } from '../../transport/http';
import { KeptCredential } from '../../transport/keptCredential';
import { Pace } from '../../transport/pace';
import { ask, type Answer, type Asking } from '../../transport/requests';
import { serve, type LocalServer } from '../support/n8nHost/localServer';
import { listContext } from '../support/n8nHost/contexts';
import { N8nHost } from '../support/n8nHost/n8nHost';
import { TestClock } from '../support/n8nHost/serviceTitanWorld';

const SECRET = 'sb_secret_aVerySecretKeyOfTheProject';

/** Longer than a busy machine takes for an answer that comes. */
const DOOR: Door = { service: 'ServiceTitan', timeLimitMs: 20_000, renewsToken: false };

/** For answers that never come. */
const IMPATIENT: Door = { ...DOOR, timeLimitMs: 300 };

const host = new N8nHost((request) => fetch(request), {
	supabaseSyncApi: { url: '', secretKey: SECRET, schema: 'public' },
});

let server: LocalServer | undefined;
afterEach(async () => await server?.close());

type Turn = (response: ServerResponse) => void;

/** Answers the first request with the first turn, the second with the second; the last one from then on. */
function inTurn(turns: Turn[]): RequestListener & { asked: () => number } {
	let asked = 0;
	const listener: RequestListener = (_request, response) => {
		turns[Math.min(asked, turns.length - 1)]?.(response);
		asked += 1;
	};
	return Object.assign(listener, { asked: () => asked });
}

interface Told {
	answer?: Answer;
	failure?: Failure;
	slept: number[];
	asked: number;
}

/** Asks a server that answers in these turns. */
async function asking(turns: Turn[], { idempotent = true } = {}): Promise<Told> {
	const listener = inTurn(turns);
	server = await serve(listener);
	const clock = new TestClock();
	const request = { method: 'GET' as const, url: `${server.url}/customers` };
	const door = turns.includes(hang) || turns.includes(drip) ? IMPATIENT : DOOR;
	const told = await ask(settings(clock, door), request, idempotent).then(
		(answer) => ({ answer }),
		failureIn,
	);
	return { ...told, slept: clock.slept, asked: listener.asked() };
}

const context = listContext(host);

const settings = (clock: TestClock, door = DOOR): Asking => ({
	service: 'ServiceTitan',
	send: sendWith(context, door, new KeptCredential(context, 'supabaseSyncApi', clock)),
	failureOf: failureOfServiceTitan,
	clock,
	policy: patient,
});

const failureIn = (thrown: unknown) => {
	if (thrown instanceof RequestFailed) return { failure: thrown.failure };
	throw thrown;
};

const json =
	(status: number, body: unknown, headers = {}): Turn =>
	(response) =>
		response
			.writeHead(status, { 'content-type': 'application/json', ...headers })
			.end(JSON.stringify(body));
const fine = json(200, { data: [] });
const reset: Turn = (response) => response.socket?.resetAndDestroy();
const hang: Turn = () => undefined;
const halfway: Turn = (response) => {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
	response.write('{"data":');
	setTimeout(() => response.destroy(), 10);
};
const drip: Turn = (response) => {
	const drops = setInterval(() => response.write(' '), 20);
	response.on('close', () => clearInterval(drops));
};
const halfJson: Turn = (response) => response.end('{"data":[{"id":1},{"na');
const web: Turn = (response) => response.end('<html><title>Sign in to the guest network</title>');

describe('what passes is ridden out', () => {
	it.each<[story: string, trouble: Turn]>([
		['429', json(429, { title: 'Too many requests' })],
		['500', json(500, {})],
		['502 with a web page', (response) => response.writeHead(502).end('<html>Bad Gateway</html>')],
		['503', json(503, {})],
		['504', json(504, {})],
		['a connection that is reset', reset],
		['a request that hangs', hang],
		['a reply that breaks off', halfway],
		['JSON that breaks off', halfJson],
		['a web page under 200', web],
		['an answer with nothing in it', (response) => response.end()],
		['a reply that drips without end', drip],
	])('%s', async (_story, trouble) => {
		const { answer, slept } = await asking([trouble, trouble, fine]);
		expect(answer?.reply.body).toEqual({ data: [] });
		expect(slept).toHaveLength(2);
	});

	it('waits as long as it is told to, and no longer than a person would', async () => {
		const told = json(429, { title: 'Too many requests' }, { 'retry-after': '7' });
		const { slept } = await asking([told, fine]);
		expect(slept[0]).toBeGreaterThanOrEqual(7_000);
		expect(slept[0]).toBeLessThan(8_000);
	});

	it('gives up after a bounded number of tries, with the last trouble', async () => {
		const { failure, asked } = await asking([json(503, { title: 'Down for maintenance' })]);
		expect(failure).toMatchObject({ kind: 'unavailable', status: 503 });
		expect(failure?.detail).toBe('Down for maintenance');
		expect(asked).toBe(patient.attempts);
	});
});

describe('what does not pass is not asked again', () => {
	it.each<[story: string, trouble: Turn, kind: Failure['kind']]>([
		['400', json(400, { title: 'Bad', errors: { sort: ['unknown'] } }), 'rejected'],
		['403', json(403, { title: 'Scope validation failed.' }), 'denied'],
		['404 of a record', json(404, { title: 'Not found' }), 'missing'],
		['404 of the gateway', (response) => response.writeHead(404).end('Unable'), 'misdirected'],
		['409', json(409, { title: 'Customer ID = 7 is not active' }), 'conflict'],
		['a redirect', (r) => r.writeHead(302, { location: '/elsewhere' }).end(), 'misdirected'],
	])('%s', async (_story, trouble, kind) => {
		const { failure, asked } = await asking([trouble]);
		expect(failure?.kind).toBe(kind);
		expect(asked).toBe(1);
	});
});

describe('what creates something', () => {
	it.each<[story: string, trouble: Turn]>([
		['after a reset', reset],
		['after no answer in time', hang],
		['after a web page', web],
		['after a 500', json(500, {})],
		['after a 503 that names no time', json(503, {})],
	])('is not sent twice %s: it may have been created', async (_story, trouble) => {
		const { failure, asked } = await asking([trouble, fine], { idempotent: false });
		expect(failure).toBeDefined();
		expect(asked).toBe(1);
	});

	it.each<[story: string, trouble: Turn]>([
		['a 429', json(429, {})],
		['a 503 that says when to come back', json(503, {}, { 'retry-after': '1' })],
	])('is sent again after %s: nothing was done', async (_story, trouble) => {
		const { answer } = await asking([trouble, fine], { idempotent: false });
		expect(answer).toBeDefined();
	});
});

describe('a host that is not there', () => {
	const askAt = async (url: string) => {
		const clock = new TestClock();
		const told = await ask(settings(clock), { method: 'GET', url }, false).then(
			() => ({ failure: undefined }),
			failureIn,
		);
		return { ...told, slept: clock.slept };
	};

	it('refuses: nothing was sent, so that even a creation is tried again', async () => {
		const gone = await serve(hang as never);
		await gone.close();
		const { failure, slept } = await askAt(gone.url);
		expect(failure).toMatchObject({ kind: 'unavailable', refused: true });
		expect(slept).toHaveLength(patient.attempts - 1);
	});

	it('has no name', async () => {
		const { failure } = await askAt('http://no-such-host.invalid/');
		expect(failure).toMatchObject({ kind: 'unavailable', refused: true });
	});
});

describe('the time of an answer', () => {
	const at = async (date: string | undefined, tookMs: number) => {
		const clock = new TestClock();
		const send = async () => {
			clock.pass(tookMs);
			return { status: 200, headers: { date }, body: {} };
		};
		const answer = await ask(
			{ ...settings(clock), send },
			{ method: 'GET', url: 'http://x.test' },
			true,
		);
		return answer.askedAt;
	};

	it('is the Date of the reply less the time it took', async () => {
		expect(await at('Wed, 01 Jul 2026 12:00:10 GMT', 2_500)).toBe('2026-07-01T12:00:07.5000000Z');
	});

	it('is not moved by a clock of ours that was set back meanwhile', async () => {
		expect(await at('Wed, 01 Jul 2026 12:00:10 GMT', -9_000)).toBe('2026-07-01T12:00:10.0000000Z');
	});

	it.each(['Wednesday, 01-Jul-26 12:00:10 GMT', 'Wed Jul  1 12:00:10 2026'])(
		'is read from the older form %p too',
		async (date) => {
			expect(await at(date, 0)).toBe('2026-07-01T12:00:10.0000000Z');
		},
	);

	it.each([undefined, '', 'yesterday', 'Wed, 01 Xyz 2026 12:00:10 GMT'])(
		'is unknown where the Date is %p',
		async (date) => {
			expect(await at(date, 0)).toBeUndefined();
		},
	);
});

it('no secret is in what is thrown, whatever went wrong', async () => {
	for (const trouble of [reset, hang, halfway, web, json(401, { title: `Bearer ${SECRET}` })]) {
		const listener = inTurn([trouble]);
		const local = await serve(listener);
		const request = { method: 'POST' as const, url: local.url, body: { a: 1 } };
		const thrown: unknown = await ask(settings(new TestClock(), IMPATIENT), request, true).catch(
			(e) => e,
		);
		await local.close();
		expect(thrown).toBeInstanceOf(RequestFailed);
		expect(everything(thrown)).not.toContain(SECRET);
	}
});

/** All text that hangs on a value, hidden fields and causes included. */
function everything(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return Reflect.ownKeys(value)
		.map((key) => `${String(key)} ${everything(Reflect.get(value, key), seen)}`)
		.join(' ');
}

it('as many requests start at once as the pace allows, the next when it allows more', async () => {
	const clock = new TestClock();
	const send = async () => ({ status: 200, headers: {}, body: {} });
	const paced = { ...settings(clock), send, pace: new Pace() };
	for (let n = 0; n < 57; n++) await ask(paced, { method: 'GET', url: 'http://x.test' }, true);
	expect(clock.slept).toEqual([1_120]);
});
