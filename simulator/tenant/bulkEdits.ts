import { wholeBetween, type Chance } from '../chance';
import type { Contact } from './contact';
import { contactsOf, editContact } from './contactEdits';
import { editCustomer, touchCustomer } from './customerEdits';
import type { Tenant } from './tenant';

/** What happens to many customers in one go, each at an instant of its own. */
export const BULK_EDITS = {
	/** Bumps modifiedOn alone. */
	touch: (tenant: Tenant, count: number) =>
		forMany(tenant, reachable(tenant), count, (id) => touchCustomer(tenant, id)),
	/** Turns `doNotMail` round, so that the customer is another one than before. */
	edit: (tenant: Tenant, count: number) =>
		forMany(tenant, reachable(tenant), count, (id) => {
			const doNotMail = !tenant.customers.get(id)?.doNotMail;
			editCustomer(tenant, id, { doNotMail });
		}),
	/** Gives a phone another number; the customer's modifiedOn stays as it is. */
	phones: (tenant: Tenant, count: number) => {
		const ids = reachable(tenant).filter((id) => phoneOf(tenant, id));
		return forMany(tenant, ids, count, (id) => changePhone(tenant, id));
	},
} as const;

export type BulkEdit = keyof typeof BULK_EDITS;

const reachable = ({ customers }: Tenant): number[] =>
	customers.rows().flatMap(({ id, active, deleted }) => (active && !deleted ? [id] : []));

/**
 * Chooses customers all over the list, others in each call, by seed.
 * @returns their ids
 * @throws RangeError where there are not so many
 */
function forMany(
	{ chance }: Tenant,
	ids: number[],
	count: number,
	edit: (id: number) => unknown,
): number[] {
	if (count > ids.length)
		throw new RangeError(`There are ${ids.length} such customers, and not ${count}.`);
	const begin = wholeBetween(chance, 0, ids.length - 1);
	const chosen = Array.from({ length: count }, (_, turn) => {
		const index = begin + Math.floor((turn * ids.length) / count);
		return ids[index % ids.length];
	}).filter((id) => id !== undefined);
	for (const id of chosen) edit(id);
	return chosen;
}

const phoneOf = (tenant: Tenant, customerId: number): Contact | undefined =>
	contactsOf(tenant, customerId).find(
		({ type, value }) =>
			(type === 'Phone' || type === 'MobilePhone') && digitsOf(value).length >= 4,
	);

function changePhone(tenant: Tenant, customerId: number): void {
	const phone = phoneOf(tenant, customerId);
	if (phone) editContact(tenant, phone.id, { value: otherNumber(tenant.chance, phone.value) });
}

/** The same but for the last four digits, which are not what they were. */
function otherNumber(chance: Chance, value: string): string {
	const digits = digitsOf(value);
	const line = (Number(digits.slice(-4)) + wholeBetween(chance, 1, 9999)) % 10_000;
	return `${digits.slice(0, -4)}${String(line).padStart(4, '0')}`;
}

const digitsOf = (value: string): string => value.replace(/\D/g, '');
