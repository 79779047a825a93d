import { z } from 'zod';
import { pgStatus } from './pgStatus';

const DatabaseFailure = z.object({
	code: z.string().regex(/^[0-9A-Z]{5}$/),
	message: z.string(),
	detail: z.string().nullish(),
	hint: z.string().nullish(),
});

/** Failures lite answers as PostgREST does: rights (401 for anon, 403 for others), and columns, which it names as PostgREST would. */
const liteKnows = new Set(['42501', '42703', 'PGRST']);

/** A number for a date stops the driver here; PostgREST would give it to the database, which refuses it in these words. */
const refusedByDriver = { code: '22007', message: 'invalid input syntax' };

/**
 * Lite turns what it does not know (RAISE among it) into a 500 without a code. PostgREST lets a function
 * choose its answer by raising PGRST with a body and a status as JSON, and lite honours that:
 * so each failure is put into that form.
 */
export function asPostgrestFailure(failure: unknown): unknown {
	const read = DatabaseFailure.safeParse(failure instanceof TypeError ? refusedByDriver : failure);
	if (!read.success) return failure;
	const { code, message, detail = null, hint = null } = read.data;
	if (liteKnows.has(code) || code.startsWith('PT')) return failure;
	return {
		code: 'PGRST',
		message: JSON.stringify({ code, message, details: detail, hint }),
		detail: JSON.stringify({ status: pgStatus(code, message), headers: {} }),
	};
}
