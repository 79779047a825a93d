import { z } from 'zod';

/** The one line of JSON the server prints when it is ready. */
export const ReadyLine = z.object({
	/** The Supabase API of the main database. */
	url: z.string(),
	secretKey: z.string(),
	publishableKey: z.string(),
	/** The main database, as superuser. */
	pgUrl: z.string(),
	controlUrl: z.string(),
	pid: z.number(),
	postgresPid: z.number(),
	/** Migrations applied by this start. */
	applied: z.array(z.string()),
	startedInMs: z.number(),
});

export type ReadyLine = z.infer<typeof ReadyLine>;
