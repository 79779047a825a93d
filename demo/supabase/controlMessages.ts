import { z } from 'zod';

export const NewDatabase = z.object({
	name: z.string().min(1).max(63),
	/** The database to copy. Without one: plain and empty. */
	template: z.string().optional(),
	/** false: no API on it. */
	served: z.boolean().optional(),
	/** Wanted port of the API; another is taken when it is not free. */
	port: z.number().int().optional(),
	/** The schemas the API shows, the first being the default. Hosted Supabase: public. */
	schemas: z.array(z.string()).optional(),
	/** When the API ends a statement (57014). Hosted Supabase: 8,000. */
	statementTimeoutMs: z.number().int().positive().optional(),
});

/** A database that is wanted, made when it is not there. */
export type NewDatabase = z.infer<typeof NewDatabase>;

export const DatabaseAddress = z.object({
	name: z.string(),
	/** As superuser. */
	pgUrl: z.string(),
	/** Of its API; null when it has none. */
	url: z.string().nullable(),
});

export type DatabaseAddress = z.infer<typeof DatabaseAddress>;
