import type { IHttpRequestMethods } from 'n8n-workflow';

import { ask, type Asking } from '../requests';

/**
 * Lets supabase-js speak through n8n, which supplies the key, the proxy and the time limit. Every request of
 * ours may be carried out twice: run and batch ids make the database answer the same again.
 * @param onFailure  gets what ended a request for good; supabase-js would turn it into prose
 */
export const fetchThrough =
	(asking: Asking, onFailure: (failure: unknown) => void): typeof fetch =>
	async (input, init) => {
		try {
			const { reply } = await ask(asking, requestOf(String(input), init), true);
			return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), {
				status: reply.status,
				headers: { 'content-type': 'application/json' },
			});
		} catch (failure) {
			onFailure(failure);
			throw failure instanceof Error ? failure : new Error(String(failure));
		}
	};

const requestOf = (url: string, init: RequestInit = {}) => ({
	url,
	method: methodOf(init),
	headers: withoutKeys(init.headers),
	body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
});

const methodOf = ({ method }: RequestInit): IHttpRequestMethods =>
	method === 'GET' ? 'GET' : 'POST';

/** supabase-js's own key headers are placeholders: the credential sets the real ones. */
function withoutKeys(given: RequestInit['headers']): Record<string, string> {
	const headers = new Headers(given);
	for (const name of ['apikey', 'authorization']) headers.delete(name);
	return Object.fromEntries(headers.entries());
}
