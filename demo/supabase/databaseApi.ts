import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { CallHistory, type CallLog } from './callLog';
import type { LiteApi } from './liteApi';
import { listenExactlyOn, listenOn } from './listen';
import { OutageSwitch, type Outage } from './outage';

/** The API of one database on a port of its own, with a log of its calls and outages on demand. */
export class DatabaseApi {
	readonly calls = new CallHistory();
	private readonly outage = new OutageSwitch();
	private server: Server | null = null;
	private port = 0;

	constructor(readonly lite: LiteApi) {}

	/** @param port  taken if it is free, else any; 0 means any */
	async open(port = 0): Promise<void> {
		this.server = this.createServer();
		this.port = await listenOn(this.server, port);
	}

	private createServer(): Server {
		const listener = getRequestListener((request, { incoming }) =>
			this.lite.answer(
				request,
				'socket' in incoming ? (incoming.socket?.remoteAddress ?? null) : null,
			),
		);
		// PostgREST's gateway takes long addresses too: filters travel in the query.
		return createServer({ maxHeaderSize: 256 * 1024 }, (request, response) =>
			this.handle(request, response, listener),
		);
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async setOutage(outage: Outage | null): Promise<void> {
		this.outage.set(outage);
		if (outage?.kind === 'refuse') await this.closePort();
		else if (!this.server) await this.reopen();
	}

	async close(): Promise<void> {
		await this.closePort();
		await this.lite.close();
	}

	/** Clients know the old port: any other would be an outage that never ends. */
	private async reopen(): Promise<void> {
		const server = this.createServer();
		await listenExactlyOn(server, this.port);
		this.server = server;
	}

	private async closePort(): Promise<void> {
		const { server } = this;
		this.server = null;
		if (!server) return;
		await new Promise((done) => {
			server.close(done);
			server.closeAllConnections();
		});
	}

	private handle(
		request: IncomingMessage,
		response: ServerResponse,
		listener: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
	): void {
		const path = request.url ?? '/';
		const outage = this.outage.next(path);
		this.log(request, response);
		if (outage?.kind === 'hang') return;
		if (outage?.kind === 'reset') return void request.socket.destroy();
		if (outage?.kind === 'status') return gatewayPage(request, response, outage.status);
		if (outage?.kind === 'loseAnswer') loseAnswer(response);
		void listener(request, response);
	}

	/** Noted on arrival, so that a caller who has its answer finds the call in the log. */
	private log(request: IncomingMessage, response: ServerResponse): void {
		const started = Date.now();
		const call: CallLog = {
			at: new Date(started).toISOString(),
			method: request.method ?? '',
			path: request.url ?? '/',
			status: null,
			ms: 0,
		};
		this.calls.add(call);
		response.once('finish', () => (call.status = response.statusCode));
		response.once('close', () => (call.ms = Date.now() - started));
	}
}

/** Lets everything happen, and cuts the connection where the first byte of the answer would go out. */
function loseAnswer(response: ServerResponse): void {
	response.writeHead = () => {
		response.socket?.destroy();
		return response;
	};
}

function gatewayPage(request: IncomingMessage, response: ServerResponse, status: number): void {
	request.resume();
	response.writeHead(status, { 'content-type': 'text/html' });
	response.end(`<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`);
}
