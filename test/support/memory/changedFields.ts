import { isObject, isSame, objectOrEmpty } from './json';
import { fieldChanges } from './metadata';
import type { Values } from './newValues';
import type { Incoming } from './storeContact';
import type { ContactRecord } from './tables';

const COLUMNS = ['firstname', 'lastname', 'phone', 'email'] as const;

/** The columns and custom fields that get another value: what a person is told of an update. */
export function changedFields(known: ContactRecord, incoming: Incoming, values: Values): string[] {
	return [
		...COLUMNS.filter((column) => known[column] !== values[column]),
		...(isSame(known.metadata, values.metadata) ? [] : changedCustomFields(known, incoming)),
		...Object.keys(values.further).filter((name) => known.further[name] !== values.further[name]),
	];
}

/** Sorted. Of what stood in the place of custom_fields and was no object, nothing is ours. */
function changedCustomFields({ metadata }: ContactRecord, { row }: Incoming): string[] {
	const { custom_fields } = objectOrEmpty(metadata);
	const stored = isObject(custom_fields) ? custom_fields : {};
	const { set = {}, cleared } = fieldChanges(row.raw);
	return [
		...Object.keys(set).filter((key) => !isSame(stored[key], set[key])),
		...cleared.filter((key) => key in stored),
	].sort();
}
