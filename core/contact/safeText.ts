const REPLACEMENT = '\uFFFD';

/** NUL, and halves of surrogate pairs without their other half: PostgreSQL takes neither in text or jsonb. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The text with every character a database cannot hold replaced by U+FFFD, so that its place stays visible. */
export const safeText = (text: string): string => text.replace(UNSTORABLE, REPLACEMENT);

/**
 * The same for all text inside a JSON value, keys included. What knows its own JSON form (a date) becomes that,
 * and what JSON does not know stays as it is.
 */
export function safeForPostgres(value: unknown): unknown {
	if (typeof value === 'string') return safeText(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(safeForPostgres);
	if ('toJSON' in value && typeof value.toJSON === 'function')
		return safeForPostgres(value.toJSON());
	return safeFields(value);
}

/** @returns a new object of the same fields */
export const safeFields = (fields: object): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(fields).map(([key, value]) => [safeText(key), safeForPostgres(value)]),
	);

/** One line without control and invisible characters, as they come along with pasted text; '' where nothing is left. */
export const oneLine = (text: string): string =>
	safeText(text.replace(/\0/g, '').replace(/\p{Cf}/gu, ''))
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
