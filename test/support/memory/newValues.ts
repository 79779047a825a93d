import { objectOrEmpty, textOf, type JsonObject } from './json';
import { fieldChanges, mergeMetadata } from './metadata';
import { later } from './moments';
import type { Incoming } from './storeContact';
import type { ContactRecord } from './tables';

/** Whether what is stored is newer than what comes in; where one of them does not say, it is not. */
export function isOlder(known: ContactRecord, incoming: Incoming): boolean {
	const { modifiedOn, readAt, byReading } = incoming;
	const readEarlier =
		known.source_read_at !== null && readAt !== null && known.source_read_at > readAt;
	if (byReading) return readEarlier && !isMistaken(known, incoming);
	if (known.source_modified_on === null || modifiedOn === null) return false;
	if (known.source_modified_on !== modifiedOn) return known.source_modified_on > modifiedOn;
	return readEarlier;
}

const TWO_HOURS_MS = 2 * 3_600_000;

/** Nobody has read what is stored so long after what was read just now: somebody typed that in. */
export const isMistaken = ({ source_read_at }: ContactRecord, incoming: Incoming): boolean =>
	incoming.justRead &&
	incoming.readAt !== null &&
	source_read_at !== null &&
	source_read_at > later(incoming.readAt, TWO_HOURS_MS);

export type Values = Pick<
	ContactRecord,
	'firstname' | 'lastname' | 'phone' | 'email' | 'metadata' | 'further'
>;

export const valuesOf = ({
	firstname,
	lastname,
	phone,
	email,
	metadata,
	further,
}: Values): Values => ({
	firstname,
	lastname,
	phone,
	email,
	metadata,
	further,
});

/**
 * An absent key leaves the column alone, an inactive customer without phone or e-mail keeps the last ones, and
 * nothing empties what was typed in by hand and never came from ServiceTitan.
 */
export function newValues(known: ContactRecord, { raw, row }: Incoming): Values {
	const typed = objectOrEmpty(
		objectOrEmpty(objectOrEmpty(known.metadata).custom_fields).beforeLinking,
	);
	const taken = (column: 'firstname' | 'lastname' | 'phone' | 'email', mayEmpty = true) => {
		const value = textOf(raw[column]);
		const empties = mayEmpty && textOf(typed[column]) !== known[column];
		return column in raw && (value !== null || empties) ? value : known[column];
	};
	const active = raw.active !== false;
	return {
		firstname: taken('firstname'),
		lastname: taken('lastname'),
		phone: taken('phone', active),
		email: taken('email', active),
		metadata: mergeMetadata(known.metadata, fieldChanges(row.raw)),
		further: { ...known.further, ...furtherOf(row.raw) },
	};
}

export const furtherOf = (raw: JsonObject): Record<string, string | null> =>
	Object.fromEntries(
		Object.entries(objectOrEmpty(raw.columns)).map(([name, value]) => [name, textOf(value)]),
	);

/** The user's further columns of a contact that nobody has filled. */
export const emptyColumns = (names: string[]): Record<string, null> =>
	Object.fromEntries(names.map((name) => [name, null]));
