import type { Address, Customer } from '../servicetitan/customer';

/** Our keys inside `metadata.custom_fields`; the database has the same list, as `servicetitan_own_fields`. */
export const OWN_FIELDS = [
	'customerType',
	'balance',
	'address',
	'tags',
	'doNotMail',
	'doNotService',
	'taxExempt',
	'nationalAccount',
	'active',
	'mergedTo',
	'customerCreatedOn',
	'doNotText',
	'phoneExtension',
] as const;

export type OwnFields = { [Name in (typeof OWN_FIELDS)[number]]?: unknown };

/**
 * What we keep of a customer under `metadata.custom_fields`, by our own names. What ServiceTitan did not send
 * has no key here and is left alone; null takes the key out of the database.
 */
export const customFieldsOf = (customer: Customer): Record<string, unknown> =>
	withoutUndefined({
		customerType: customer.type,
		balance: customer.balance,
		address: customer.address && addressOf(customer.address),
		tags: customer.tagTypeIds && inOrder(customer.tagTypeIds),
		doNotMail: customer.doNotMail,
		doNotService: customer.doNotService,
		taxExempt: customer.taxExempt,
		nationalAccount: customer.nationalAccount,
		active: mergedToOf(customer) ? false : customer.active,
		mergedTo: customer.mergedToId === undefined ? noLonger(customer) : mergedToOf(customer),
		customerCreatedOn: customer.createdOn,
	});

/** ServiceTitan may leave empty fields out: a customer in use is merged into nobody, whatever it was before. */
const noLonger = ({ active }: Customer): null | undefined => (active === true ? null : undefined);

/** Still in use: neither deactivated nor merged into another one. */
export const isActive = (customer: Customer): boolean =>
	customer.active !== false && !mergedToOf(customer);

/** The customer it was merged into; ids begin at 1, so 0 is nobody. */
const mergedToOf = ({ mergedToId }: Customer): number | null | undefined =>
	mergedToId === 0 ? null : mergedToId;

/** Always the same six keys, an empty one null, so that an address compares equal to itself. */
const addressOf = ({ street, unit, city, state, zip, country }: Address) => ({
	street: lineOf(street),
	unit: lineOf(unit),
	city: lineOf(city),
	state: lineOf(state),
	zip: lineOf(zip),
	country: lineOf(country),
});

const lineOf = (text: string | null | undefined): string | null => text?.trim() || null;

/** Tags are a set: the order in which they come means nothing and must not look like a change. */
const inOrder = (ids: number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);

/** @returns the same object where nothing in it is undefined, as nearly always */
function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
	if (!Object.values(fields).includes(undefined)) return fields;
	const kept: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value;
	return kept;
}
