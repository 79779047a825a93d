import { asError } from '../../core/asError';
import { ask, type Asking } from '../requests';

/** One call: its arguments on the way there, and what came of it. */
export interface Errand {
	/** JSON, as bytes: n8n sends those as they are, and text it would read again to see whether it is JSON. */
	body: Buffer;
	/** The answer as n8n gave it, or what ended the call for good, which supabase-js would turn into prose. */
	came?: { body: unknown } | { failure: unknown };
}

/**
 * Lets supabase-js speak through n8n, which supplies the key, the proxy and the time limit. Arguments and answer pass
 * it by as they are: it would make them text and n8n would read that again, a thousand rows at a time. Every request
 * of ours may be carried out twice: run and batch ids make the database answer the same again.
 */
export const fetchThrough =
	(asking: Asking, errand: Errand): typeof fetch =>
	async (input, init) => {
		const headers = { ...withoutKeys(init?.headers), 'content-type': 'application/json' };
		const request = { url: String(input), method: 'POST' as const, headers, body: errand.body };
		try {
			const { reply } = await ask(asking, request, true);
			errand.came = { body: reply.body };
			return new Response('null', {
				status: reply.status,
				headers: { 'content-type': 'application/json' },
			});
		} catch (failure) {
			errand.came = { failure };
			throw asError(failure);
		}
	};

/** supabase-js's own key headers are placeholders: the credential sets the real ones. */
function withoutKeys(given: RequestInit['headers']): Record<string, string> {
	const headers = new Headers(given);
	for (const name of ['apikey', 'authorization']) headers.delete(name);
	return Object.fromEntries(headers.entries());
}
