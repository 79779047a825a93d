import type { Instant } from '../core/instant';
import type { ContactMethod, CustomersContactMethod } from '../core/servicetitan/contactMethod';
import type { Customer } from '../core/servicetitan/customer';
import type { ExportBatch, Page } from '../core/servicetitan/page';

/** What the runs need of ServiceTitan. Every call throws `RequestFailed` when it did not give what was asked. */

/** An answer and ServiceTitan's own time when it was asked for: the `Date` header less the time the reply took. */
export interface Timed<T> {
	value: T;
	/** `undefined` where the reply carried no readable `Date`. */
	askedAt: Instant | undefined;
	/**
	 * The `Date` header alone, in whole seconds: of two calls in sequence the later one never has the earlier
	 * one, however long each took. So it is what tells an older snapshot from a newer one.
	 */
	answeredAt?: Instant;
}

export interface CustomerQuery {
	/** Without it: all of them. */
	modifiedOnOrAfter?: Instant;
	modifiedBefore?: Instant;
	page: number;
	pageSize: number;
	includeTotal?: boolean;
	excludeAccountingChanges?: boolean;
}

export interface ServiceTitan {
	/** One page of GET /customers, `sort=+Id`, `active=Any`. */
	customers(query: CustomerQuery): Promise<Timed<Page<Customer>>>;
	/** GET /customers?ids=…, at most 50; ids ServiceTitan does not know are absent from the answer. */
	customersByIds(ids: number[]): Promise<Timed<Customer[]>>;
	/** All contact methods of at most 50 customers, every page of them. */
	contactMethodsOf(customerIds: number[]): Promise<Timed<CustomersContactMethod[]>>;
	/** One batch of GET /export/customers with recent changes; `from` is a token, or `undefined` for the beginning. */
	customerExport(from: string | undefined): Promise<Timed<ExportBatch<Customer>>>;
	/** The same of GET /export/customers/contacts; `from` may be an instant too. */
	contactMethodExport(
		from: string | undefined,
	): Promise<Timed<ExportBatch<CustomersContactMethod>>>;
	/** One page of GET /customers/contacts modified in [from, before). */
	contactMethodsModified(query: {
		modifiedOnOrAfter: Instant;
		modifiedBefore: Instant;
		page: number;
		pageSize: number;
	}): Promise<Timed<Page<CustomersContactMethod>>>;
}

/** A customer with what is needed to write it. `contacts` undefined: nobody asked, so leave phone and e-mail alone. */
export interface CustomerSnapshot {
	customer: Customer;
	contacts: ContactMethod[] | undefined;
	readAt: Instant | undefined;
}
