import { z } from 'zod';

const which = {
	/** Only requests whose path contains this, e.g. "rpc/servicetitan_finish_run". */
	path: z.string().optional(),
	/** So many of them are let through first. */
	after: z.number().int().nonnegative().optional(),
	/** Over by itself after so many. */
	times: z.number().int().positive().optional(),
};

export const Outage = z.discriminatedUnion('kind', [
	/** The port is closed: connection refused. Always the whole API. */
	z.object({ kind: z.literal('refuse') }),
	/** This status, with an HTML page as Supabase's gateway gives it, or with `body` as JSON. */
	z.object({
		kind: z.literal('status'),
		status: z.number().int().min(400).max(599),
		body: z.unknown().optional(),
		...which,
	}),
	/** The request is taken and never answered. */
	z.object({ kind: z.literal('hang'), ...which }),
	/** Everything happens, so much later. */
	z.object({ kind: z.literal('delay'), ms: z.number().positive(), ...which }),
	/** The connection is cut before anything is done. */
	z.object({ kind: z.literal('reset'), ...which }),
	/** Everything is done and committed, then the connection is cut: the answer never comes. */
	z.object({ kind: z.literal('loseAnswer'), ...which }),
]);

/** What is wrong with the API of one database, on purpose. */
export type Outage = z.infer<typeof Outage>;

/** Decides, request by request, what goes wrong. */
export class OutageSwitch {
	private current: Outage | null = null;
	private matched = 0;

	set(outage: Outage | null): void {
		this.current = outage;
		this.matched = 0;
	}

	/** What shall happen to this request; null: nothing special. */
	next(path: string): Outage | null {
		const outage = this.current;
		if (!outage || outage.kind === 'refuse') return outage;
		if (outage.path !== undefined && !path.includes(outage.path)) return null;
		const number = ++this.matched;
		const first = (outage.after ?? 0) + 1;
		const beyond = first + (outage.times ?? Number.POSITIVE_INFINITY);
		return number >= first && number < beyond ? outage : null;
	}
}
