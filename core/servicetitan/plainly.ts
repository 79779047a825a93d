import { parseInstant } from '../instant';

/**
 * Reading the usual record without the schema, which takes ten times as long and makes three copies of it: a large
 * business has millions. Whatever is not plainly in order is left to the schema, which says what is wrong with it;
 * a test holds both to the same result.
 */

type Check = (value: unknown) => boolean;

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

export const isText: Check = (value) => isAbsent(value) || typeof value === 'string';
export const isFlag: Check = (value) => isAbsent(value) || typeof value === 'boolean';
export const isNumber: Check = (value) => isAbsent(value) || Number.isFinite(value);
export const isId: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0;

export const isNumbers: Check = (value) =>
	isAbsent(value) || (Array.isArray(value) && value.every(Number.isFinite));

export const isObjectOf =
	(fields: Record<string, Check>): Check =>
	(value) =>
		isAbsent(value) || isRecordOf(Object.entries(fields), value);

/** @param moments  names of fields that hold an instant or nothing */
export function plainly<T>(fields: Record<string, Check>, moments: string[]) {
	const checks = Object.entries(fields);
	/** @returns the record with its instants in our form, or `undefined` where the schema has to look at it */
	return (sent: unknown): T | undefined => {
		if (!isRecordOf(checks, sent)) return undefined;
		let read = sent;
		for (const name of moments) {
			const given = sent[name];
			if (isAbsent(given)) continue;
			const moment = typeof given === 'string' ? parseInstant(given) : undefined;
			if (moment === undefined) return undefined;
			// Mostly it is in that form, and what was sent can stay as it is.
			if (moment !== given) read = { ...read, [name]: moment };
		}
		return read as T;
	};
}

function isRecordOf(
	checks: Array<[string, Check]>,
	value: unknown,
): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const record = value as Record<string, unknown>;
	for (const [name, holds] of checks) if (!holds(record[name])) return false;
	return true;
}
