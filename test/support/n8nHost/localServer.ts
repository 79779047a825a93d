import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer {
	url: string;
	close(): Promise<void>;
}

/** A server on this machine that answers as the test wants, over real sockets. */
export function serve(answer: RequestListener): Promise<LocalServer> {
	return new Promise((ready) => {
		const server = createServer(answer);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			ready({
				url: `http://127.0.0.1:${port}`,
				close: () =>
					new Promise((done) => {
						server.close(() => done());
						server.closeAllConnections();
					}),
			});
		});
	});
}
