import { OWN_FIELDS } from '../../../core/contact/customFields';
import { isObject, isSame, objectOrEmpty, textOf, type JsonObject } from './json';
import type { ContactRecord } from './tables';

/** The keys of custom_fields that a row sets and those it clears; `undefined` where there is none of a kind. */
export interface FieldChanges {
	set: JsonObject | undefined;
	cleared: string[];
}

export function fieldChanges({ custom_fields, all_fields }: JsonObject): FieldChanges {
	const given = objectOrEmpty(custom_fields);
	const others = OWN_FIELDS.filter((name) => !(name in given)).map((name) => [name, null] as const);
	const entries = [...Object.entries(given), ...(all_fields === true ? others : [])];
	const set = entries.filter(([, value]) => value !== null);
	return {
		set: set.length > 0 ? Object.fromEntries(set) : undefined,
		cleared: entries.filter(([, value]) => value === null).map(([key]) => key),
	};
}

/** Our keys of custom_fields brought up to date; keys that are not ours stay. */
export function mergeMetadata(stored: unknown, { set, cleared }: FieldChanges): unknown {
	const fields = isObject(stored) ? (stored.custom_fields ?? null) : null;
	if (isObject(fields)) {
		const kept = Object.entries(fields).filter(([key]) => !cleared.includes(key));
		return { ...objectOrEmpty(stored), custom_fields: { ...Object.fromEntries(kept), ...set } };
	}
	if (!set) return stored;
	const merged = { ...objectOrEmpty(stored), custom_fields: set };
	const nothing = fields === null || isSame(fields, []) || fields === '';
	// Whatever else stood in the place of custom_fields is kept beside it.
	return nothing ? merged : { ...merged, custom_fields_before_sync: fields };
}

const REPLACED = ['firstname', 'lastname', 'phone', 'email'] as const;

/** The metadata of a contact typed in by hand once it belongs to a customer: what is replaced is kept. */
export function metadataWhenLinked(contact: ContactRecord, row: JsonObject): unknown {
	const replaced = REPLACED.filter(
		(column) => contact[column] && contact[column] !== textOf(row[column]),
	);
	if (replaced.length === 0) return contact.metadata;
	const beforeLinking = Object.fromEntries(replaced.map((column) => [column, contact[column]]));
	return mergeMetadata(contact.metadata, { set: { beforeLinking }, cleared: [] });
}
