import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';

/** Some 30 MB of them: those of about 50,000 customers. */
const MOST_KEPT = 100_000;

/** Contact methods in memory, by customer: all of them or, once given up, none. */
export class KeptMethods {
	private byCustomer: Map<number, Map<number, CustomersContactMethod>> | undefined = new Map();
	private readonly customerOf = new Map<number, number>();

	constructor(private readonly most = MOST_KEPT) {}

	/** Copies that came later replace earlier ones, as they do in the database. */
	add(methods: CustomersContactMethod[]): void {
		for (const method of methods) this.keep(method);
	}

	/** More than memory should hold. */
	get isFull(): boolean {
		return this.customerOf.size > this.most;
	}

	giveUp(): void {
		this.byCustomer = undefined;
		this.customerOf.clear();
	}

	/** None once it was given up. */
	all(): CustomersContactMethod[] {
		return [...(this.byCustomer?.values() ?? [])].flatMap((ofOne) => [...ofOne.values()]);
	}

	/** @returns `undefined` where they are not all here */
	of(customerIds: number[]): CustomersContactMethod[] | undefined {
		const { byCustomer } = this;
		return byCustomer && customerIds.flatMap((id) => [...(byCustomer.get(id)?.values() ?? [])]);
	}

	private keep(method: CustomersContactMethod): void {
		const { byCustomer } = this;
		if (!byCustomer) return;
		const ofBefore = byCustomer.get(this.customerOf.get(method.id) ?? 0);
		const before = ofBefore?.get(method.id);
		if (before && (method.modifiedOn ?? '') < (before.modifiedOn ?? '')) return;
		ofBefore?.delete(method.id);
		this.customerOf.set(method.id, method.customerId);
		const ofCustomer = byCustomer.get(method.customerId) ?? new Map();
		byCustomer.set(method.customerId, ofCustomer.set(method.id, withoutRemarks(method)));
	}
}

/** What a contact is made from; the rest would double what is kept. */
function withoutRemarks(method: CustomersContactMethod): CustomersContactMethod {
	if (method.unreadable) return method;
	const { id, customerId, type, value, phoneSettings, modifiedOn, active } = method;
	return { id, customerId, type, value, phoneSettings, modifiedOn, active };
}
