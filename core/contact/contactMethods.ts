import type { ContactMethod } from '../servicetitan/contactMethod';

export const isOfType = ({ type }: ContactMethod, wanted: string): boolean =>
	type?.toLowerCase() === wanted.toLowerCase();

/**
 * A customer's contact methods in the order in which they were entered, removed ones left out. Ids never change,
 * while a modification date does with every remark: by date, an edit to another number would change the contact.
 */
export const inStableOrder = (methods: ContactMethod[]): ContactMethod[] =>
	methods.every(isInPlace)
		? methods
		: methods.filter(({ active }) => active !== false).sort((a, b) => a.id - b.id);

/** Nearly all come so: most customers need no list of their own. */
const isInPlace = ({ active, id }: ContactMethod, index: number, all: ContactMethod[]): boolean =>
	active !== false && (index === 0 || (all[index - 1]?.id ?? 0) < id);
