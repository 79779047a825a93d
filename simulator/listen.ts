import type { AddressInfo } from 'node:net';

import { serve, type Http2Bindings, type HttpBindings, type ServerType } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

import { ConnectionReset } from './faults/broken';

export interface Listening {
	/** Where a person looks: the control page. */
	url: string;
	/** What the credential's two addresses are. */
	apiUrl: string;
	authUrl: string;
	port: number;
	close(): Promise<void>;
}

/** Serves on 127.0.0.1. A reset is a real one: the socket is torn down without an answer. */
export function listen(
	answer: (request: Request) => Promise<Response>,
	{ port = 0 }: { port?: number },
): Promise<Listening> {
	return new Promise((ready, refuse) => {
		const server = serve({ hostname: '127.0.0.1', port, fetch: onSocket(answer) }, (info) =>
			ready(listening(server, info)),
		);
		server.once('error', refuse);
	});
}

const onSocket =
	(answer: (request: Request) => Promise<Response>) =>
	async (request: Request, { outgoing }: HttpBindings | Http2Bindings): Promise<Response> => {
		try {
			const response = await answer(request);
			outgoing.sendDate = response.headers.has('date');
			return response;
		} catch (failure) {
			if (!(failure instanceof ConnectionReset) && !request.signal.aborted) throw failure;
			outgoing.socket?.resetAndDestroy();
			return RESPONSE_ALREADY_SENT;
		}
	};

function listening(server: ServerType, { port }: AddressInfo): Listening {
	const url = `http://127.0.0.1:${port}`;
	const close = (): Promise<void> =>
		new Promise((done) => {
			server.close(() => done());
			if ('closeAllConnections' in server) server.closeAllConnections();
		});
	return { url, apiUrl: url, authUrl: url, port, close };
}
