import type { Server } from 'node:http';
import { errnoOf } from './errno';

/**
 * Listens on 127.0.0.1.
 * @param preferred  the port to take if it is free; 0, or a taken one, gives any free port
 * @returns the port
 */
export async function listenOn(server: Server, preferred: number): Promise<number> {
	try {
		return await listenExactlyOn(server, preferred);
	} catch (failure) {
		if (preferred === 0 || errnoOf(failure) !== 'EADDRINUSE') throw failure;
		return listenExactlyOn(server, 0);
	}
}

/** @throws EADDRINUSE when the port is taken */
export function listenExactlyOn(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.removeListener('error', reject);
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : port);
		});
	});
}
