import type { Reply } from '../core/failure';

/** Header names in lower case; of several values the first. */
export const headersOf = (headers: object = {}): Reply['headers'] =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)]),
	);

const textOf = (value: unknown): string | undefined => {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return first === undefined || first === null ? undefined : String(first);
};
