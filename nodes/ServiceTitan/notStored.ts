import type { IDataObject } from 'n8n-workflow';

/**
 * The record as ServiceTitan answered, with the names of what was sent and is not in it as `notStored`: it drops
 * what it does not take without a word. Values are not compared, since it may write a phone number its own way.
 */
export function withNotStored<Reply extends IDataObject>(
	reply: Reply,
	sent: object,
): Reply | (Reply & { notStored: string[] }) {
	const missing = Object.entries(sent)
		.filter(([name, value]) => isSomething(value) && !isSomething(reply[name]))
		.map(([name]) => name);
	return missing.length > 0 ? { ...reply, notStored: missing } : reply;
}

const isSomething = (value: unknown): boolean =>
	value !== undefined &&
	value !== null &&
	value !== '' &&
	!(Array.isArray(value) && value.length === 0);
