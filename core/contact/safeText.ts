const REPLACEMENT = '\uFFFD';

/** NUL, and halves of surrogate pairs without their other half: PostgreSQL takes neither in text or jsonb. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** Finds nothing in most texts, and much quicker; whole pairs, as in emoji, only look like it. */
const PERHAPS_UNSTORABLE = /[\0\uD800-\uDFFF]/;

/** The text with every character a database cannot hold replaced by U+FFFD, so that its place stays visible. */
export const safeText = (text: string): string =>
	PERHAPS_UNSTORABLE.test(text) ? text.replace(UNSTORABLE, REPLACEMENT) : text;

/**
 * The same for all text inside a JSON value, keys included. What knows its own JSON form (a date) becomes that,
 * and what JSON does not know stays as it is.
 */
export function safeForPostgres(value: unknown): unknown {
	if (typeof value === 'string') return safeText(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) {
		const safe = value.map(safeForPostgres);
		return safe.some((element, index) => element !== value[index]) ? safe : value;
	}
	if ('toJSON' in value && typeof value.toJSON === 'function')
		return safeForPostgres(value.toJSON());
	return safeFields(value);
}

/** @returns the same object where nothing in it had to change: there may be thousands of rows in it */
export function safeFields(fields: object): Record<string, unknown> {
	const given = fields as Record<string, unknown>;
	const isSafe = Object.keys(given).every(
		(key) => safeText(key) === key && safeForPostgres(given[key]) === given[key],
	);
	if (isSafe) return given;
	return Object.fromEntries(
		Object.entries(given).map(([key, value]) => [safeText(key), safeForPostgres(value)]),
	);
}

/** How JSON writes what UNSTORABLE finds; a backslash before it makes it look so and mean something else. */
const PERHAPS_UNSTORABLE_JSON = /\\u(?:0000|d[89a-f])/i;

/** The JSON of a value, all text in it fit for the database. */
export function jsonForPostgres(value: object): string {
	const json = JSON.stringify(value);
	return PERHAPS_UNSTORABLE_JSON.test(json) ? JSON.stringify(safeForPostgres(value)) : json;
}

/** Nearly every phone number and address: nothing in it has to change. */
const IS_ONE_LINE = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** One line without control and invisible characters, as they come along with pasted text; '' where nothing is left. */
export const oneLine = (text: string): string => (IS_ONE_LINE.test(text) ? text : cleaned(text));

const cleaned = (text: string): string =>
	safeText(text.replace(/\0/g, '').replace(/\p{Cf}/gu, ''))
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
