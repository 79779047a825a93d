import type { IncomingMessage } from 'node:http';

import type { WireFault } from './faults';

type Say = (secret: string) => { status: number; body: string; type?: string };

const json = (status: number, body: object) => ({ status, body: JSON.stringify(body) });

/** The ways in which a service, or what stands before it, repeats what it was sent. */
export const ECHOES: Record<string, Say> = {
	'a title': (secret) => json(400, { title: `Invalid value ${secret} in request` }),
	'a header in the title': (secret) => json(500, { title: `Authorization=${secret}; Host=x` }),
	'a message of the gateway': (secret) => json(401, { message: `key "${secret}" is not known` }),
	'a field of errors': (secret) =>
		json(400, {
			title: 'Validation failed',
			errors: { token: [`bad: ${secret}`], [secret]: ['?'] },
		}),
	"a database's details": (secret) =>
		json(400, {
			code: '22P02',
			message: `invalid input: "${secret}"`,
			details: secret,
			hint: secret,
		}),
	'a code': (secret) => json(403, { code: secret, error: secret, message: 'no' }),
	'a web page': (secret) => ({
		status: 502,
		type: 'text/html',
		body: `<html><head><title>Bad Gateway for ${secret}</title></head><body>${secret}</body></html>`,
	}),
	'a web page under 200': (secret) => ({
		status: 200,
		type: 'text/html',
		body: `<html><title>${secret}</title></html>`,
	}),
	'plain text': (secret) => ({ status: 200, type: 'text/plain', body: `sent: ${secret}` }),
	'an answer of another form': (secret) =>
		json(200, { outcome: secret, data: secret, [secret]: secret, continueFrom: [secret] }),
	'records of another form': (secret) =>
		json(200, { hasMore: false, data: [{ id: 1, name: { secret }, [secret]: secret }] }),
	'a redirect': (secret) => json(302, { location: secret }),
};

export const echoOf = (say: Say, secret: string): WireFault => ({
	play: ({ response }) => {
		const { status, body, type = 'application/json' } = say(secret);
		const location = status === 302 ? { location: `/?key=${encodeURIComponent(secret)}` } : {};
		response.writeHead(status, {
			'content-type': type,
			'x-request': encodeURIComponent(secret),
			...location,
		});
		response.end(body);
	},
});

/** The whole request once more, as some proxies do in their pages of what went wrong. */
export const wholeEcho = (status: number): WireFault => ({
	play: ({ request, response }) => {
		const sent = [`${request.method} ${request.url}`, ...headerLines(request)].join('\n');
		response.writeHead(status, { 'content-type': 'text/plain' });
		response.end(sent);
	},
});

const headerLines = ({ rawHeaders }: IncomingMessage): string[] =>
	rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
