import { asError } from '../../../core/asError';
import { exportBatches } from '../../../sync/exportBatches';
import type { Asked } from '../operation';

/**
 * Whose an e-mail address is. ServiceTitan cannot search for it: the export of contact methods is read from its
 * beginning to its end, 500 a call, once an execution.
 */

type ServiceTitan = Asked['serviceTitan'];

/** @returns ids of customers, deactivated ones too */
export const ownersOfEmail = async (
	serviceTitan: ServiceTitan,
	email: string,
): Promise<number[]> => [...((await allOwners(serviceTitan)).get(emailKey(email)) ?? [])];

const emailKey = (email: string): string => email.trim().toLowerCase();

type Owners = Map<string, Set<number>>;
const read = new WeakMap<ServiceTitan, Promise<Owners>>();

async function allOwners(serviceTitan: ServiceTitan): Promise<Owners> {
	const known = read.get(serviceTitan) ?? readOwners(serviceTitan);
	read.set(serviceTitan, known);
	return await known.catch((failure: unknown) => {
		read.delete(serviceTitan);
		throw asError(failure);
	});
}

async function readOwners(serviceTitan: ServiceTitan): Promise<Owners> {
	const emails = new Map<number, { email: string; customerId: number }>();
	const stream = {
		name: 'the export of contact methods',
		ask: async (from: string | undefined) => await serviceTitan.contactMethodExport(from),
		from: undefined,
		restartFrom: undefined,
	};
	for await (const { rows } of exportBatches(stream)) {
		// A later copy replaces an earlier one; a removed address is nobody's.
		for (const { id, type, value, customerId, active } of rows)
			if (type === 'Email' && value && active !== false)
				emails.set(id, { email: emailKey(value), customerId });
			else emails.delete(id);
	}
	const owners: Owners = new Map();
	for (const { email, customerId } of emails.values()) note(owners, email, customerId);
	return owners;
}

const note = (owners: Owners, email: string, customerId: number): void =>
	void owners.set(email, (owners.get(email) ?? new Set()).add(customerId));
