import { withoutSecrets } from './withoutSecrets';

const LONGEST = 300;
/** Nobody reads further, and a page of megabytes is not searched for secrets. */
const READ = 10_000;

/** A service's own words made fit for a message: one line, of bearable length, without markup and secrets. */
export function detailOf(said: unknown, otherwise: string): string {
	if (typeof said !== 'string') return otherwise;
	const line = withoutSecrets(withoutMarkup(said.slice(0, READ)))
		.replace(/\s+/g, ' ')
		.trim();
	if (line === '') return otherwise;
	return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}

export const isMarkup = (body: unknown): body is string =>
	typeof body === 'string' && /^\s*<[!a-z?]/i.test(body);

/** Of a gateway's HTML page only the title is worth reading. */
const withoutMarkup = (said: string): string =>
	isMarkup(said) ? (/<title[^>]*>([^<]*)/i.exec(said)?.[1] ?? '') : said;

/** A field of a JSON object, or `undefined` where the body is no object. */
export const fieldOf = (body: unknown, name: string): unknown =>
	typeof body === 'object' && body !== null && !Array.isArray(body)
		? (body as Record<string, unknown>)[name]
		: undefined;

/** The first of some fields of a body that holds text. */
export const textOf = (body: unknown, ...names: string[]): string | undefined =>
	names
		.map((name) => fieldOf(body, name))
		.find((value): value is string => typeof value === 'string' && value.trim() !== '');
