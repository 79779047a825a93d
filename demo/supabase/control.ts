import { createServer, type IncomingMessage } from 'node:http';
import type { Cluster, ServedDatabase } from './cluster';
import { NewDatabase, type DatabaseAddress } from './controlMessages';
import type { DatabaseApi } from './databaseApi';
import { listenExactlyOn } from './listen';
import { Outage } from './outage';

export interface ControlServer {
	readonly url: string;
	close(): void;
}

interface Asked {
	readonly cluster: Cluster;
	readonly name: string;
	readonly body: unknown;
}

/** What can be asked, by method and path; `:name` is a database. */
const endpoints: Record<string, (asked: Asked) => unknown> = {
	'POST /databases': async ({ cluster, body }) =>
		addressOf(await cluster.open(NewDatabase.parse(body))),
	'DELETE /databases/:name': ({ cluster, name }) => cluster.drop(name),
	'GET /databases/:name/calls': (asked) => apiOf(asked).calls.list(),
	'GET /databases/:name/total': (asked) => apiOf(asked).calls.total,
	'DELETE /databases/:name/calls': (asked) => apiOf(asked).calls.clear(),
	'PUT /databases/:name/outage': (asked) => apiOf(asked).setOutage(Outage.parse(asked.body)),
	'DELETE /databases/:name/outage': (asked) => apiOf(asked).setOutage(null),
	'POST /databases/:name/reload': (asked) => apiOf(asked).lite.reloadSchema(),
};

/** Longer than any pause between two requests of one test run. */
export const KEEP_ALIVE_MS = 10 * 60 * 1000;

/** The server's own endpoints, for tests and for the demo. They want the secret key as bearer token. */
export async function openControl(cluster: Cluster, secretKey: string): Promise<ControlServer> {
	const server = createServer((request, response) => {
		void answer(cluster, secretKey, request).then(({ status, body }) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body ?? null));
		});
	});
	// A connection that a client still thinks open must not be closed under its next request.
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	const port = await listenExactlyOn(server, 0);
	return {
		url: `http://127.0.0.1:${port}`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

async function answer(cluster: Cluster, secretKey: string, request: IncomingMessage) {
	if (request.headers.authorization !== `Bearer ${secretKey}`) {
		return { status: 401, body: 'the key is not the one of this server' };
	}
	const [, folder, name = '', rest] = (request.url ?? '').split('/');
	const path = [`/${folder}`, name && ':name', rest].filter(Boolean).join('/');
	const endpoint = endpoints[`${request.method} ${path}`];
	if (!endpoint) return { status: 404, body: 'no such endpoint' };
	try {
		const asked = { cluster, name: decodeURIComponent(name), body: await readJson(request) };
		return { status: 200, body: await endpoint(asked) };
	} catch (failure) {
		return { status: 500, body: failure instanceof Error ? failure.message : String(failure) };
	}
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	let text = '';
	for await (const part of request) text += part;
	return text === '' ? undefined : JSON.parse(text);
}

function apiOf({ cluster, name }: Asked): DatabaseApi {
	const api = cluster.get(name)?.api;
	if (!api) throw new Error(`There is no API on a database ${name}.`);
	return api;
}

function addressOf({ name, pgUrl, api }: ServedDatabase): DatabaseAddress {
	return { name, pgUrl, url: api?.url ?? null };
}
