import type { ContactRow, SetAside } from '../core/contact/contactRow';
import type { ParsePhone } from '../core/contact/phone';
import type { Instant } from '../core/instant';
import type { Commit } from '../core/sync/commit';
import type { FinishAnswer, StartedRun, UpsertAnswer } from '../core/sync/run';
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
	/**
	 * The `Date` header alone, in whole seconds: of two calls in sequence the later one never has the earlier
	 * one, however long each took. So it is what tells an older snapshot from a newer one.
	 */
	answeredAt?: Instant;
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

export interface Consumer {
	workflowId: string;
	workflowName: string;
	nodeId: string;
	nodeName: string;
}

export type Mode = 'incremental' | 'initial' | 'reconciliation';

export interface StartRequest {
	/** Empty: the workspace of this tenant. */
	workspaceId: string;
	runId: string;
	mode: Mode;
	/** A trigger owns its workspace: a second one is refused. */
	source: 'trigger' | 'sync';
	consumer: Consumer;
	tenantId: string;
	environment: string;
	leaseMinutes: number;
}

/** Which run a call belongs to; the database refuses it when that is no longer the current one. */
export interface RunKey {
	workspaceId: string;
	runId: string;
}

export interface Checkpoint {
	handedOut?: string[];
	commit?: Commit;
	fetched?: number;
}

/**
 * The life of a run, kept by the database. Every call may be repeated with the same run id and answers the
 * same again. They throw `Refused` when the database declines, `RequestFailed` when it cannot be reached.
 */
export interface Runs {
	start(request: StartRequest): Promise<StartedRun>;
	/** Renews the lease; notes what was handed out and what finishing is to store. */
	checkpoint(run: RunKey, checkpoint: Checkpoint): Promise<void>;
	finish(
		run: RunKey,
		how: { when: 'whenAllArrived' | 'now'; commit?: Commit; fetched?: number },
	): Promise<FinishAnswer>;
	/** @param failure  in words, for the history */
	fail(run: RunKey, kind: string, failure: string): Promise<void>;
}

export interface UpsertRequest {
	workspaceId: string | null;
	runId: string | null;
	/** Made by the caller: a repeated call with the same id answers with the first outcomes. */
	batchId: string;
	rows: Array<ContactRow | SetAside>;
	link: boolean;
	skipWithoutContactMethods: boolean;
	dryRun: boolean;
	finish: 'never' | 'whenAllArrived' | 'now';
	/** The calling workflow, so that items that lost their `sync` while its run is open can be told. */
	workflowId: string | null;
}

export interface Contacts {
	/** One outcome per row, in order. Writes all or, on a row that Supabase refuses, all but that one. */
	upsert(request: UpsertRequest): Promise<UpsertAnswer>;
}

/** Timing and chance, so that the runs hold neither. */
export interface Clock {
	/** Milliseconds since 1970, by this machine. */
	now(): number;
	sleep(ms: number): Promise<void>;
	/** In [0, 1). */
	chance(): number;
	/** A new UUID. */
	newId(): string;
}

export interface Ports {
	serviceTitan: ServiceTitan;
	runs: Runs;
	contacts: Contacts;
	clock: Clock;
	parsePhone: ParsePhone;
	/** What happened and what to do, for the history of runs: never a secret. */
	inWords: (failure: unknown) => string;
}

export type { ContactRow, SetAside };
