import {
	createServer,
	request as send,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import type { WireFault } from './faults';

export interface Strike {
	fault: WireFault;
	/** Which requests: path, query and body are searched. */
	where: RegExp;
	/** Over by itself after so many. */
	times?: number;
}

export interface FaultProxy {
	url: string;
	/** From now on, until it is healed. */
	strike(strike: Strike): void;
	heal(): void;
	/** How many requests were struck since the last strike. */
	readonly struck: number;
	/** Told at once when a request is struck, before anything is done. */
	onStrike: (strike: Strike, path: string) => void;
	close(): Promise<void>;
}

/** Stands in front of a service and lets through what is not struck. */
export function startFaultProxy(target: string): Promise<FaultProxy> {
	let strike: Strike | undefined;
	let struck = 0;
	const server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			const path = request.url ?? '/';
			const hit = strike && struck < (strike.times ?? Infinity) && strike.where.test(path);
			if (!strike || !hit) return void forward({ target, request, body, response });
			struck += 1;
			proxy.onStrike(strike, path);
			const answer = async () => await forward({ target, request, body });
			strike.fault.play({ request, response, answer });
		});
	});
	server.on('connection', (socket) => socket.on('error', () => undefined));
	const proxy: FaultProxy = {
		url: '',
		strike: (next) => {
			[strike, struck] = [next, 0];
		},
		heal: () => {
			strike = undefined;
		},
		get struck() {
			return struck;
		},
		onStrike: () => undefined,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
	return new Promise((ready) => {
		server.listen(0, '127.0.0.1', () => {
			proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			ready(proxy);
		});
	});
}

interface Forwarded {
	target: string;
	request: IncomingMessage;
	body: Buffer;
	/** Where the answer goes; nowhere, if there is none. */
	response?: ServerResponse;
}

/** @returns the service's answer, which is plain text: nothing is zipped on this machine */
function forward({ target, request, body, response }: Forwarded): Promise<string> {
	const { host: _host, 'accept-encoding': _encoding, ...headers } = request.headers;
	return new Promise((done) => {
		const onward = send(target + request.url, { method: request.method, headers }, (reply) => {
			void bodyOf(reply).then((answer) => {
				response?.writeHead(reply.statusCode ?? 502, reply.headers);
				response?.end(answer);
				done(answer.toString());
			});
		});
		onward.on('error', () => {
			response?.destroy();
			done('');
		});
		onward.end(body);
	});
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of message) chunks.push(chunk as Buffer);
	} catch {
		// The other side went away: what came is what there is.
	}
	return Buffer.concat(chunks);
}
