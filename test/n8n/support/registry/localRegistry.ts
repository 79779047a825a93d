import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Publication } from './publication';

/** A package registry on this machine, with one package in it, and a proxy that lets nobody out. */
export interface LocalRegistry {
	/** Both of the registry and, for `HTTPS_PROXY`, of the proxy. */
	url: string;
	/** Adds a version; it is the latest from then on. */
	publish(publication: Publication): void;
	/** Paths that were asked for, oldest first. */
	asked: string[];
	/** From now on nobody gets a tarball, until what this returns is called: a download that takes long. */
	holdTarballs(): () => void;
	close(): Promise<void>;
}

export async function startRegistry(): Promise<LocalRegistry> {
	const shelf: Publication[] = [];
	const asked: string[] = [];
	let open = Promise.resolve();
	const server = await listening(appFor(shelf, asked, () => open));
	const { port } = server.address() as AddressInfo;
	// Of what goes out, the proxy says no at once, as in a company that lets its n8n reach nothing.
	server.on('connect', (_request: unknown, socket: Duplex) =>
		socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'),
	);
	return {
		url: `http://127.0.0.1:${port}`,
		publish: (publication) => void shelf.push(publication),
		asked,
		holdTarballs() {
			let release = (): void => undefined;
			open = new Promise((resolve) => (release = resolve));
			return () => release();
		},
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				if ('closeAllConnections' in server) server.closeAllConnections();
			}),
	};
}

function appFor(shelf: Publication[], asked: string[], open: () => Promise<void>): Hono {
	const app = new Hono();
	const found = (version: string) => shelf.find((one) => one.version === version);
	app.use(async ({ req }, next) => {
		asked.push(req.path);
		await next();
	});
	app.get('/:name', ({ req, json }) =>
		shelf[0]?.manifest.name === req.param('name')
			? json(packument(shelf, new URL(req.url).origin))
			: json({ error: 'Not found' }, 404),
	);
	app.get('/:name/-/:version', async ({ req, body }) => {
		await open();
		const publication = found(req.param('version').replace(/\.tgz$/, ''));
		return publication ? body(new Uint8Array(publication.tarball)) : body(null, 404);
	});
	return app;
}

/** Everything npm wants to know of a package. */
const packument = (shelf: Publication[], origin: string) => ({
	name: shelf[0]?.manifest.name,
	'dist-tags': { latest: shelf.at(-1)?.version },
	versions: Object.fromEntries(
		shelf.map(({ version, manifest, integrity, shasum }) => [
			version,
			{
				...manifest,
				dist: { integrity, shasum, tarball: `${origin}/${manifest.name}/-/${version}.tgz` },
			},
		]),
	),
});

const listening = (app: Hono): Promise<ServerType> =>
	new Promise((ready) => {
		const server = serve({ hostname: '127.0.0.1', port: 0, fetch: app.fetch }, () => ready(server));
	});
