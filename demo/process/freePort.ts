import { createServer } from 'node:net';

/**
 * A port of 127.0.0.1 that nobody listens on: the wished one, or the next free one after it.
 * @param taken  ports given away already but not listened on yet
 */
export async function freePort(wished: number, taken: Iterable<number> = []): Promise<number> {
	const given = new Set(taken);
	for (let port = wished; port < wished + 200 && port < 65_536; port++)
		if (!given.has(port) && (await isFree(port))) return port;
	throw new Error(
		`No port from ${wished} to ${wished + 199} is free. End a program that holds one.`,
	);
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
