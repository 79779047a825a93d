/** Values of a query; those that are `undefined` are left out, lists travel with commas. */
export type Query = Record<string, string | number | boolean | number[] | undefined>;

/**
 * The query with its question mark, or nothing. Written here rather than by n8n, because `sort=+Id`
 * must travel as `%2BId`: a bare plus is a space.
 */
export function queryString(query: Query = {}): string {
	const pairs = Object.entries(query)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
	return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
