import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

export const CallLog = z.object({
	/** When the request came, ISO 8601 UTC. */
	at: z.string(),
	method: z.string(),
	/** Path and query, e.g. /rest/v1/rpc/servicetitan_start_run */
	path: z.string(),
	/** null: there is no answer yet, or there never was one (the connection was cut, the request hangs). */
	status: z.number().nullable(),
	ms: z.number(),
});

/** One request to the API of one database. */
export type CallLog = z.infer<typeof CallLog>;

const kept = 10_000;

/** The latest calls of one database, oldest first. */
export class CallHistory {
	/** How many there were since the start, those that are no longer kept included. */
	total = 0;
	private calls: CallLog[] = [];

	/** Noted on arrival, so that whoever has its answer finds the call in the list. */
	add(request: IncomingMessage, response: ServerResponse): void {
		const started = Date.now();
		const call: CallLog = {
			at: new Date(started).toISOString(),
			method: request.method ?? '',
			path: request.url ?? '/',
			status: null,
			ms: 0,
		};
		this.total += 1;
		this.calls.push(call);
		if (this.calls.length > kept) this.calls.shift();
		const end = () => (call.ms = Date.now() - started);
		response.once('finish', () => {
			call.status = response.statusCode;
			end();
		});
		response.once('close', () => call.status ?? end());
	}

	list(): CallLog[] {
		return [...this.calls];
	}

	clear(): void {
		this.calls = [];
	}
}
