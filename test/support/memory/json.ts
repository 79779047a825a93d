import { isDeepStrictEqual } from 'node:util';

/** What PostgreSQL's jsonb operators answer, for values that came through JSON. */

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectOrEmpty = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const arrayOrEmpty = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** `json ->> 'key'`: text as it is, everything else as JSON, null for null and for what is absent. */
export function textOf(value: unknown): string | null {
	if (value === undefined || value === null) return null;
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `btrim`: spaces alone. */
export const trimmed = (text: string): string => text.replace(/^ +| +$/g, '');

export const emptyAsNull = (text: string | null): string | null => (text === '' ? null : text);

/** `jsonb_strip_nulls`: objects lose the keys that hold null, however deep; arrays keep their nulls. */
export function withoutNulls<T>(value: T): T {
	if (Array.isArray(value)) return value.map((item) => withoutNulls(item)) as T;
	if (!isObject(value)) return value;
	const kept = Object.entries(value).filter(([, inner]) => inner !== null);
	return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)])) as T;
}

export const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);

/** A copy as it would come out of a request or an answer: keys that are undefined are gone. */
export const throughJson = <T>(value: T): T =>
	value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
