import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { CallHistory } from './callLog';
import type { LiteApi } from './liteApi';
import { listenExactlyOn, listenOn } from './listen';
import { OutageSwitch, type Outage } from './outage';
import { sendThrough } from './outageAnswers';

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

	private createServer(): Server {
		const listener = getRequestListener((request) => this.lite.answer(request));
		const handle = (request: IncomingMessage, response: ServerResponse) => {
			this.calls.add(request, response);
			const outage = this.outage.next(request.url ?? '/');
			sendThrough(outage, { request, response, listener });
		};
		// Filters travel in the query, so addresses may be long.
		return createServer({ maxHeaderSize: 256 * 1024, keepAliveTimeout: 10 * 60 * 1000 }, handle);
	}

	/** Clients know the old port: on any other the outage would never end. */
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
}
