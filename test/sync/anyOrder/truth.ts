import type { ServiceTitanSimulator } from '../../../simulator';
import type { StoredContact } from './backend';

/** What of a customer can be told apart by version. Worked out here anew, by the rules of docs/how-it-works.md. */
export interface Facts {
	street: string | null;
	phone: string | null;
	email: string | null;
}

interface Method {
	id: number;
	type: string;
	value: string;
}

/** A mobile before a landline, never a fax; as E.164. The simulator's people are all American. */
export function phoneIn(methods: Method[]): string | null {
	const inOrder = [...methods].sort((a, b) => a.id - b.id);
	const chosen =
		inOrder.find(({ type }) => type === 'MobilePhone') ??
		inOrder.find(({ type }) => type === 'Phone');
	return chosen ? `+1${chosen.value.replace(/\D/g, '')}` : null;
}

export function emailIn(methods: Method[]): string | null {
	const inOrder = [...methods].sort((a, b) => a.id - b.id);
	return inOrder.find(({ type }) => type === 'Email')?.value.toLowerCase() ?? null;
}

/** Everything that was ever true of each customer, in the order in which it became true. */
export class Truth {
	private readonly histories = new Map<number, Facts[]>();
	private readonly written = new Map<string, number>();

	constructor(private readonly simulator: ServiceTitanSimulator) {}

	/** Call after every change. */
	note(): void {
		for (const { id } of this.simulator.customers()) {
			const history = this.histories.get(id) ?? [];
			this.histories.set(id, history);
			const facts = this.factsOf(id);
			if (JSON.stringify(history.at(-1)) !== JSON.stringify(facts)) history.push(facts);
		}
	}

	/**
	 * Call with every row that was written.
	 * @returns what is older in it than what was written before, in words
	 */
	olderThanBefore(row: StoredContact): string | undefined {
		const history = this.histories.get(Number(row.crm_id)) ?? [];
		const stored: Facts = { street: streetOf(row), phone: row.phone, email: row.email };
		for (const fact of ['street', 'phone', 'email'] as const) {
			const place = `${row.crm_id} ${fact}`;
			const last = this.written.get(place) ?? 0;
			const all = history.map((facts) => facts[fact]);
			const now = all.indexOf(stored[fact], last);
			if (now >= 0) this.written.set(place, now);
			else if (all.includes(stored[fact]))
				return `customer ${row.crm_id} went back to the ${fact} ${stored[fact]} after ${all[last]}`;
		}
		return undefined;
	}

	/** The phone and the e-mail of this row may be any that were ever true. */
	mayGoBack({ crm_id }: StoredContact): void {
		for (const fact of ['phone', 'email']) this.written.delete(`${crm_id} ${fact}`);
	}

	private factsOf(id: number): Facts {
		const methods = this.simulator.contactsOf(id);
		return {
			street: this.simulator.customer(id).address.street,
			phone: phoneIn(methods),
			email: emailIn(methods),
		};
	}
}

const streetOf = ({ metadata }: StoredContact): string | null => {
	const { street } = (metadata.custom_fields?.address ?? {}) as { street?: string };
	return street ?? null;
};
