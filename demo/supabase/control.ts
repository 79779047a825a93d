import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Cluster, ServedDatabase } from './cluster';
import { listenExactlyOn } from './listen';
import { Outage } from './outage';

export const NewDatabase = z.object({
	name: z.string().min(1).max(63),
	template: z.string().optional(),
	served: z.boolean().optional(),
	port: z.number().int().optional(),
	statementTimeoutMs: z.number().int().positive().optional(),
});

export const DatabaseAddress = z.object({
	name: z.string(),
	pgUrl: z.string(),
	/** null: the database has no API. */
	url: z.string().nullable(),
});
export type DatabaseAddress = z.infer<typeof DatabaseAddress>;

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
	'GET /databases/:name/calls': (asked) => api(asked).calls.list(),
	'DELETE /databases/:name/calls': (asked) => api(asked).calls.clear(),
	'PUT /databases/:name/outage': (asked) => api(asked).setOutage(Outage.parse(asked.body)),
	'DELETE /databases/:name/outage': (asked) => api(asked).setOutage(null),
	'POST /databases/:name/reload': (asked) => api(asked).lite.reloadSchema(),
};

/** The server's own HTTP endpoints, for tests and for the demo. Needs the secret key as bearer token. */
export async function openControl(cluster: Cluster, secretKey: string): Promise<ControlServer> {
	const server = createServer((request, response) => {
		void answer(cluster, secretKey, request).then(({ status, body }) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body ?? null));
		});
	});
	const port = await listenExactlyOn(server, 0);
	return {
		url: `http://127.0.0.1:${port}`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

export interface ControlServer {
	readonly url: string;
	close(): void;
}

async function answer(cluster: Cluster, secretKey: string, request: IncomingMessage) {
	if (request.headers.authorization !== `Bearer ${secretKey}`)
		return { status: 401, body: 'wrong key' };
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

function api({ cluster, name }: Asked) {
	const found = cluster.get(name)?.api;
	if (!found) throw new Error(`There is no API on a database ${name}.`);
	return found;
}

export function addressOf({ name, pgUrl, api }: ServedDatabase): DatabaseAddress {
	return { name, pgUrl, url: api?.url ?? null };
}
