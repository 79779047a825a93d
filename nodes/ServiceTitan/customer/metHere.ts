import type { Asked } from '../operation';
import type { KnownBy } from './findExisting';
import { sameContact } from './sameContact';

/**
 * Customers that this execution has made or changed, by what they are known by: ServiceTitan's lists show a new one
 * only after seconds or minutes, and the next item may be the same person.
 */

type ServiceTitan = Asked['serviceTitan'];

interface Met {
	id: number;
	known: KnownBy;
	/** Phone numbers and e-mail addresses it has by now. */
	contacts: string[];
}

const met = new WeakMap<ServiceTitan, Met[]>();

export const remember = (serviceTitan: ServiceTitan, customer: Met): void =>
	void met.set(serviceTitan, [...(met.get(serviceTitan) ?? []), customer]);

/** @returns ids of customers */
export const metAs = (serviceTitan: ServiceTitan, known: KnownBy): number[] =>
	(met.get(serviceTitan) ?? []).filter((one) => isKnownBy(one, known)).map(({ id }) => id);

const isKnownBy = ({ known, contacts }: Met, wanted: KnownBy): boolean =>
	wanted.by === 'externalId'
		? JSON.stringify(known) === JSON.stringify(wanted)
		: contacts.some((value) => sameContact(value, wanted.value));
