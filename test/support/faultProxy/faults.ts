import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** One request that meets a fault. */
export interface Stage {
	request: IncomingMessage;
	response: ServerResponse;
	/** Lets the service do the work. @returns its whole answer */
	answer: () => Promise<string>;
}

export interface WireFault {
	play: (stage: Stage) => void;
	/** The request ends by the caller's time limit alone. */
	hangs?: boolean;
	/** The service did the work before the fault came. */
	afterWork?: boolean;
	/** It means the same however often it is asked: a run ends at the first. */
	final?: boolean;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const status =
	(code: number, body: object | string, headers: Record<string, string> = {}) =>
	({ response }: Stage): void => {
		response.writeHead(code, { ...(typeof body === 'string' ? {} : JSON_TYPE), ...headers });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};

const page = (title: string): string =>
	`<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

const throttled = (headers: Record<string, string>, title = 'Too many requests') =>
	status(429, { title, message: title }, headers);

/** Bytes on the socket itself, past all that HTTP would have to say. */
const raw =
	(bytes: string | Buffer, then: 'end' | 'reset' | 'stay' = 'end') =>
	({ request: { socket } }: Stage): void => {
		socket.write(bytes, () => {
			if (then === 'end') socket.end();
			if (then === 'reset') socket.resetAndDestroy();
		});
	};

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

const drip = ({ response }: Stage): void => {
	response.writeHead(200, JSON_TYPE);
	const drops = setInterval(() => response.write(' '), 25);
	response.on('close', () => clearInterval(drops));
};

const half = ({ response, answer }: Stage): void => {
	void answer().then((text) => {
		response.writeHead(200, { ...JSON_TYPE, 'content-length': String(Buffer.byteLength(text)) });
		response.write(text.slice(0, text.length / 2), () => response.destroy());
	});
};

const inTenYears = (): string => new Date(Date.now() + 315_360_000_000).toUTCString();

/** What may come over the wire instead of an answer. */
export const WIRE_FAULTS: Record<string, WireFault> = {
	'429 with seconds': { play: throttled({ 'retry-after': '7' }) },
	'429 with a fraction': { play: throttled({ 'retry-after': '0.25' }) },
	'429 with a date': {
		play: (stage) =>
			throttled({ 'retry-after': new Date(Date.now() + 3_000).toUTCString() })(stage),
	},
	'429 with the time in words alone': {
		play: throttled({}, 'Rate limit is exceeded. Try again in 4 seconds.'),
	},
	'429 without a time': { play: throttled({}) },
	'429 with a negative time': { play: throttled({ 'retry-after': '-5' }) },
	'429 for a day': { play: throttled({ 'retry-after': '86400' }), final: true },
	'429 until a date in ten years': {
		play: (stage) => throttled({ 'retry-after': inTenYears() })(stage),
		final: true,
	},
	'500': { play: status(500, { title: 'Something went wrong' }) },
	'502 as a web page': { play: status(502, page('502 Bad Gateway')) },
	'503': { play: status(503, { title: 'Maintenance' }) },
	'503 that says when': { play: status(503, { title: 'Maintenance' }, { 'retry-after': '2' }) },
	'504 with nothing in it': { play: status(504, '') },
	'a reset before the headers': { play: ({ request }) => request.socket.resetAndDestroy() },
	'a reset after the headers': { play: raw(`${HEAD}content-length: 50\r\n\r\n`, 'reset') },
	'a close without an answer': { play: ({ request }) => void request.socket.end() },
	'a body shorter than it says': { play: raw(`${HEAD}content-length: 50\r\n\r\n{"data":[`) },
	'chunks that break off': { play: raw(`${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{"dat\r\n`) },
	'half of the true answer': { play: half, afterWork: true },
	'the true answer lost': {
		play: ({ answer, request }) => void answer().then(() => request.socket.destroy()),
		afterWork: true,
	},
	'JSON that breaks off': { play: status(200, '{"data":[{"id":1},{"na', JSON_TYPE) },
	'zipped JSON that breaks off': {
		play: ({ response }) => {
			const zipped = gzipSync(JSON.stringify({ data: Array.from({ length: 50 }, (_, id) => id) }));
			response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
			response.end(zipped.subarray(0, zipped.length / 2));
		},
	},
	'zip that is none': { play: status(200, 'hello', { 'content-encoding': 'gzip' }) },
	'a web page under 200': { play: status(200, page('Sign in to the guest network')) },
	'nothing under 200': { play: status(200, '') },
	'five megabytes of a web page': { play: status(200, page('x') + 'y'.repeat(5_000_000)) },
	'what is no HTTP': { play: raw('SSH-2.0-OpenSSH_9.2\r\n') },
	'a TLS alert in the clear': { play: raw(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46])) },
	'no answer': { play: () => undefined, hangs: true },
	'headers and never a body': {
		play: raw(`${HEAD}content-length: 50\r\n\r\n`, 'stay'),
		hangs: true,
	},
	'a byte now and then': { play: drip, hangs: true },
	'400': { play: status(400, { title: 'Bad request' }), final: true },
	'401 whatever the token': { play: status(401, { title: 'Unauthorized' }), final: true },
	'403': { play: status(403, { title: 'Forbidden' }), final: true },
	'404 of a gateway': {
		play: status(404, { statusCode: 404, message: 'Unable to match incoming request.' }),
		final: true,
	},
	'a redirect': {
		play: status(302, '', { location: 'http://127.0.0.1:9/elsewhere' }),
		final: true,
	},
};
