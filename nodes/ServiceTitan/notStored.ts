import type { IDataObject } from 'n8n-workflow';

/**
 * The record as ServiceTitan answered, with the names of what was sent and is not in it as `notStored`: it drops
 * what it does not take without a word. Flags, tags and custom fields are compared one by one; of texts it counts
 * that they are there, since it may write a phone number its own way.
 */
export function withNotStored<Reply extends IDataObject>(
	reply: Reply,
	sent: object,
): Reply | (Reply & { notStored: string[] }) {
	const missing = missingIn(reply, sent);
	return missing.length > 0 ? { ...reply, notStored: missing } : reply;
}

const missingIn = (stored: object, sent: object): string[] =>
	Object.entries(sent).flatMap(([name, value]) => {
		const there: unknown = (stored as IDataObject)[name];
		if (typeof value === 'boolean') return (there ?? false) === value ? [] : [name];
		if (!isSomething(value)) return [];
		if (!isSomething(there)) return [name];
		if (Array.isArray(value)) return value.every((one) => isAmong(there, one)) ? [] : [name];
		if (isFields(value) && isFields(there))
			return missingIn(there, value).map((inner) => `${name}.${inner}`);
		return [];
	});

/** Of what has no id of its own, such as a contact method, nobody can say which of the stored ones it became. */
function isAmong(there: unknown, one: unknown): boolean {
	if (!Array.isArray(there)) return false;
	if (!isFields(one)) return there.includes(one);
	const { typeId, value } = one;
	if (typeId === undefined || !isSomething(value)) return true;
	return there.some(
		(other) => isFields(other) && other.typeId === typeId && isSomething(other.value),
	);
}

const isFields = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isSomething = (value: unknown): boolean =>
	value !== undefined &&
	value !== null &&
	value !== '' &&
	!(Array.isArray(value) && value.length === 0);
