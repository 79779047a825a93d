import type { LogEntry } from '../log';
import type { World } from '../world';

const OF_INTEREST = ['authorization', 'st-app-key', 'content-type', 'accept', 'user-agent'];

/** Writes a request down before it is answered, so that the log is in the order of arrival. */
export async function logRequest(world: World, request: Request): Promise<LogEntry> {
	const url = new URL(request.url);
	return world.log.add({
		at: new Date(world.clock.now()).toISOString(),
		method: request.method,
		path: url.pathname,
		search: url.search.slice(1),
		query: firstOfEach(url.searchParams),
		headers: headersOfInterest(request.headers),
		body: await bodyOf(request),
		status: 0,
		ms: 0,
	});
}

const firstOfEach = (parameters: URLSearchParams): Record<string, string> =>
	Object.fromEntries([...parameters].reverse());

const headersOfInterest = (headers: Headers): Record<string, string> =>
	Object.fromEntries(
		OF_INTEREST.flatMap((name) => {
			const value = headers.get(name);
			return value === null ? [] : [[name, name === 'authorization' ? shortened(value) : value]];
		}),
	);

/** A GET has none, and to look for it would cost more than many an answer. */
async function bodyOf(request: Request): Promise<unknown> {
	if (request.method === 'GET') return undefined;
	return readable(await request.clone().text(), request.headers.get('content-type') ?? '');
}

/** Enough of a token to tell it from another one. */
const shortened = (authorization: string): string =>
	authorization.length > 20 ? `${authorization.slice(0, 7)}…${authorization.slice(-6)}` : '…';

function readable(text: string, type: string): unknown {
	if (text === '') return undefined;
	if (type.includes('form')) return withoutSecret(new URLSearchParams(text));
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

const withoutSecret = (form: URLSearchParams): Record<string, string> => {
	if (form.has('client_secret')) form.set('client_secret', '…');
	return Object.fromEntries(form);
};
