import { z } from 'zod';

import { invalid, type FieldErrors } from './problem';

/** The body as the endpoint understands it: fields it does not know are dropped, wrong ones are refused by name. */
export function readBody<S extends z.ZodTypeAny>(schema: S, body: unknown): z.output<S> {
	const read = schema.safeParse(body);
	if (read.success) return read.data;
	const errors: FieldErrors = {};
	for (const { path, message } of read.error.issues) {
		const field = path.join('.') || 'body';
		(errors[field] ??= []).push(message);
	}
	throw invalid(errors);
}

/** Text that must say something. */
export const filled = z.string().trim().min(1, 'The field is required.');
