import type { Customer } from '../../core/servicetitan/customer';

/** What people use, and all that Supabase Contact Upsert writes; the rest of a customer is left out. */
const SIMPLE = [
	'id',
	'name',
	'type',
	'active',
	'address',
	'balance',
	'tagTypeIds',
	'doNotMail',
	'doNotService',
	'taxExempt',
	'nationalAccount',
	'mergedToId',
	'createdOn',
	'modifiedOn',
] as const satisfies Array<keyof Customer>;

/** The fields of a customer that stay when a node is asked to simplify; what was not sent has no key. */
export const simpleFields = (customer: Partial<Customer>): Partial<Customer> =>
	Object.fromEntries(
		SIMPLE.filter((field) => customer[field] !== undefined).map((field) => [
			field,
			customer[field],
		]),
	);
