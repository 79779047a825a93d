import type { Instant } from '../core/instant';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import { versionOfMethod } from '../core/sync/delivered';
import type { Customer } from '../core/servicetitan/customer';
import type { CustomerSnapshot, ServiceTitan } from './ports';
import { inParallel } from './inParallel';
import type { ReadingTime } from './readingTime';

/** The most ids one call takes, by the specification. */
const IDS_A_CALL = 50;

/** Calls under way at once: those of a page of 500 customers. How many start in a second, the pace decides (transport/pace.ts). */
const CALLS_AT_ONCE = 10;

export interface SnapshotOptions {
	/** False: customers are given as they are, and nobody asks for their contact methods. */
	includeContacts: boolean;
	/** False where nobody asks afterwards what was seen. */
	remembers: boolean;
}

/** Completes customers with their contact methods, and remembers which versions of those it has seen. */
export class Snapshots {
	/** Customer id → contact method id → version, as the newest snapshot of that customer has them. */
	private readonly methods = new Map<number, Map<number, string>>();

	/** Contact method id → version, of all that were read. */
	readonly shown: Record<string, string> = {};

	constructor(
		private readonly serviceTitan: ServiceTitan,
		private readonly options: SnapshotOptions,
		private readonly time: ReadingTime,
	) {}

	has(customerId: number): boolean {
		return this.methods.has(customerId);
	}

	/** Whether the newest snapshot of its customer shows this contact method as it is now, or without it when removed. */
	reflects(method: CustomersContactMethod): boolean {
		const known = this.methods.get(method.customerId);
		if (!known) return false;
		if (method.active === false) return !known.has(method.id);
		return known.get(method.id) === versionOfMethod(method);
	}

	/** The customers with these ids; the ones ServiceTitan no longer knows are absent. */
	async byIds(ids: number[]): Promise<CustomerSnapshot[]> {
		const found = await inParallel(chunks(ids), CALLS_AT_ONCE, (some) =>
			this.serviceTitan.customersByIds(some),
		);
		return await this.complete(
			found.flatMap(({ value }) => value),
			found[0]?.answeredAt,
		);
	}

	/**
	 * Each customer with its contact methods, in the same order.
	 * @param answeredAt  when the customers were given: the age of a snapshot without contact methods
	 */
	async complete(customers: Customer[], answeredAt?: Instant): Promise<CustomerSnapshot[]> {
		if (!this.options.includeContacts) {
			const readAt = this.time.of(answeredAt);
			return customers.map((customer) => ({ customer, contacts: undefined, readAt }));
		}
		const parts = await inParallel(chunks(customers), CALLS_AT_ONCE, (some) => this.read(some));
		return parts.flat();
	}

	private async read(customers: Customer[]): Promise<CustomerSnapshot[]> {
		const { value, answeredAt } = await this.serviceTitan.contactMethodsOf(
			customers.map(({ id }) => id),
		);
		const readAt = this.time.of(answeredAt);
		const contactsOf = byCustomer(value);
		return customers.map((customer) => {
			const contacts = contactsOf.get(customer.id) ?? [];
			if (this.options.remembers) this.remember(customer.id, contacts);
			return { customer, contacts, readAt };
		});
	}

	private remember(customerId: number, contacts: CustomersContactMethod[]): void {
		const versions = new Map(contacts.map((method) => [method.id, versionOfMethod(method)]));
		this.methods.set(customerId, versions);
		for (const [id, version] of versions) this.shown[id] = version;
	}
}

export function byCustomer(
	methods: CustomersContactMethod[],
): Map<number, CustomersContactMethod[]> {
	const groups = new Map<number, CustomersContactMethod[]>();
	for (const method of methods) {
		const group = groups.get(method.customerId);
		if (group) group.push(method);
		else groups.set(method.customerId, [method]);
	}
	return groups;
}

function chunks<T>(all: T[]): T[][] {
	const count = Math.ceil(all.length / IDS_A_CALL);
	return Array.from({ length: count }, (_, index) =>
		all.slice(index * IDS_A_CALL, (index + 1) * IDS_A_CALL),
	);
}
