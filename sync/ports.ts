import type { ParsePhone } from '../core/contact/phone';
import type { ContactIds, Contacts, StagedMethods } from './contactsPort';
import type { Runs } from './runsPort';
import type { ServiceTitan } from './serviceTitanPort';

/**
 * What the runs need of the world. The transport implements these with n8n, tests with a simulator;
 * the runs know neither. Every call throws `RequestFailed` when the service did not give what was asked.
 */
export type * from './contactsPort';
export type * from './runsPort';
export type * from './serviceTitanPort';

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
	contactIds: ContactIds;
	stagedMethods: StagedMethods;
	clock: Clock;
	parsePhone: ParsePhone;
	/** What happened and what to do, for the history of runs: never a secret. */
	inWords: (failure: unknown) => string;
}
