import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Reply } from '../../core/failure';
import type { Send } from '../http';

/**
 * Lets supabase-js speak through n8n, which supplies the key, the proxy and the time limit.
 * @param onReply  gets each reply as it came, for the one place that decides what it means
 */
export const fetchThrough =
	(send: Send, onReply: (reply: Reply) => void): typeof fetch =>
	async (input, init) => {
		const reply = await send({
			url: String(input),
			method: methodOf(init),
			headers: withoutKeys(init?.headers),
			body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
		});
		onReply(reply);
		return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), {
			status: reply.status,
			headers: { 'content-type': 'application/json' },
		});
	};

const methodOf = (init: RequestInit | undefined): IHttpRequestMethods =>
	init?.method === 'GET' ? 'GET' : 'POST';

/** supabase-js's own key headers are placeholders: the credential sets the real ones. */
function withoutKeys(given: RequestInit['headers']): Record<string, string> {
	const headers = new Headers(given);
	for (const name of ['apikey', 'authorization']) headers.delete(name);
	return Object.fromEntries(headers.entries());
}
