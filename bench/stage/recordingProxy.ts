import { createServer, type IncomingMessage } from 'node:http';
import { listenExactlyOn } from '../../demo/supabase/listen';

/** A call as it went by, with its body. */
export interface RecordedCall {
	/** Milliseconds since 1970. */
	at: number;
	method: string;
	path: string;
	body: string;
}

export interface RecordingProxy {
	url: string;
	calls: RecordedCall[];
	close(): void;
}

/** Stands between our node and Supabase for the runs whose calls are wanted, never for those that are timed. */
export async function openRecordingProxy(target: string): Promise<RecordingProxy> {
	const calls: RecordedCall[] = [];
	const server = createServer((request, response) => {
		void (async () => {
			const body = await textOf(request);
			const { method = 'GET', url: path = '/' } = request;
			calls.push({ at: Date.now(), method, path, body });
			const answer = await fetch(target + path, {
				method,
				headers: passedOn(request),
				...(body ? { body } : {}),
			});
			response.writeHead(answer.status, { 'content-type': 'application/json' });
			response.end(await answer.text());
		})();
	});
	const port = await listenExactlyOn(server, 0);
	const close = () => {
		server.close();
		server.closeAllConnections();
	};
	return { url: `http://127.0.0.1:${port}`, calls, close };
}

const passedOn = ({ headers }: IncomingMessage): Record<string, string> =>
	Object.fromEntries(
		['apikey', 'authorization', 'content-type', 'prefer'].flatMap((name) => {
			const value = headers[name];
			return typeof value === 'string' ? [[name, value]] : [];
		}),
	);

async function textOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString();
}
