import { z } from 'zod';

export const CallLog = z.object({
	/** When the request came, ISO 8601 UTC. */
	at: z.string(),
	method: z.string(),
	/** Path and query, e.g. /rest/v1/rpc/servicetitan_start_run */
	path: z.string(),
	/** null: no answer was given (the connection was cut, or the request hangs). */
	status: z.number().nullable(),
	ms: z.number(),
});

/** One request to the API of one database. */
export type CallLog = z.infer<typeof CallLog>;

/** The latest calls of one database, oldest first. */
export class CallHistory {
	private calls: CallLog[] = [];

	constructor(private readonly keep = 10_000) {}

	add(call: CallLog): void {
		this.calls.push(call);
		if (this.calls.length > this.keep) this.calls.splice(0, this.calls.length - this.keep);
	}

	list(): CallLog[] {
		return [...this.calls];
	}

	clear(): void {
		this.calls = [];
	}
}
