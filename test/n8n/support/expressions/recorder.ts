import type { IncomingMessage } from 'node:http';

import { serve } from '../../../support/n8nHost/localServer';

/** One request, as it came. */
export interface Recorded {
	/** Milliseconds since 1970. */
	at: number;
	method: string;
	/** Path and query. */
	path: string;
	body: unknown;
}

/** Stands before a service, hands everything on and writes it down. */
export interface Recorder {
	url: string;
	requests: Recorded[];
	close(): Promise<void>;
}

export async function openRecorder(service: string): Promise<Recorder> {
	const requests: Recorded[] = [];
	const server = await serve((request, response) => {
		const at = Date.now();
		void textOf(request).then(async (text) => {
			const { method = 'GET', url: path = '/' } = request;
			requests.push({ at, method, path, body: text === '' ? undefined : JSON.parse(text) });
			const answer = await fetch(service + path, {
				method,
				headers: headersOf(request),
				...(text === '' ? {} : { body: text }),
			});
			const type = answer.headers.get('content-type') ?? 'application/json';
			response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
		});
	});
	return { ...server, requests };
}

/** Those of the connection are made anew for the next one. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			['host', 'connection', 'content-length', 'accept-encoding'].includes(name) || !value
				? []
				: [[name, String(value)]],
		),
	);

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const part of request) text += String(part);
	return text;
}
