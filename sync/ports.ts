import type { ContactRow, Outcome, RowOutcome, SetAside } from '../core/contact/contactRow';
import type { Instant } from '../core/instant';
import type { ContactMethod, CustomersContactMethod } from '../core/servicetitan/contactMethod';
import type { Customer } from '../core/servicetitan/customer';
import type { ExportBatch, Page } from '../core/servicetitan/page';

/**
 * What the runs need of the world. The transport implements these with n8n, tests with a simulator;
 * the runs know neither. Every call throws `RequestFailed` when the service did not give what was asked.
 */

/** An answer and ServiceTitan's own time when it was asked for: the `Date` header less the time the reply took. */
export interface Timed<T> {
	value: T;
	/** `undefined` where the reply carried no readable `Date`. */
	askedAt: Instant | undefined;
}

export interface CustomerQuery {
	modifiedOnOrAfter: Instant;
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
	/** One batch of GET /export/customers/contacts with recent changes; `from` is a token or an instant. */
	contactMethodExport(from: string): Promise<Timed<ExportBatch<CustomersContactMethod>>>;
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

export interface UpsertOptions {
	link: boolean;
	skipWithoutContactMethods: boolean;
	dryRun: boolean;
	finish: 'never' | 'whenAllArrived' | 'now';
}

export type Counts = Record<Outcome, number>;

export interface Consumer {
	workflowId: string;
	workflowName: string;
	nodeId: string;
	nodeName: string;
}

/** Timing and chance, so that the runs hold neither. */
export interface Clock {
	/** Milliseconds since 1970, by this machine. */
	now(): number;
	sleep(ms: number): Promise<void>;
	/** In [0, 1). */
	chance(): number;
}

export type { ContactRow, RowOutcome, SetAside };
