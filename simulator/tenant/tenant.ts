import type { Instant } from '../../core/instant';
import { wholeBetween, type Chance } from '../chance';
import type { SimulatorClock } from '../clock';
import type { Scope } from '../credentials';
import type { Switches } from '../switches';
import type { Contact } from './contact';
import type { Customer } from './customer';
import type { Job } from './job';
import { LastFound } from './lastFound';
import type { Location } from './location';
import type { Note } from './note';
import { Table, type Row } from './table';

export type Environment = 'production' | 'integration';

export interface TenantIdentity {
	tenantId: number;
	clientId: string;
	clientSecret: string;
	environment: Environment;
}

/** One business: its records, and what its app may do. */
export class Tenant {
	readonly customers = new Table<Customer>();
	readonly lastCustomers = new LastFound<Customer>();
	readonly contacts = new Table<Contact>();
	readonly lastContacts = new LastFound<Contact>();
	readonly notes = new Table<Note>();
	readonly locations = new Table<Location>();
	readonly jobs = new Table<Job>();
	/** Contact method ids by customer, removed ones included. */
	readonly contactIds = new Map<number, number[]>();
	private lastId = 4_000_000;

	constructor(
		readonly identity: TenantIdentity,
		readonly scopes: Set<Scope>,
		readonly clock: SimulatorClock,
		readonly switches: Switches,
		readonly chance: Chance,
	) {}

	/** Ids are shared by all kinds of records and leave gaps, as the real ones do. */
	nextId(): number {
		this.lastId += wholeBetween(this.chance, 1, 17);
		return this.lastId;
	}

	/** Keeps a version; lists show it now, or later while a visibility lag is switched on. */
	save<R extends Row>(table: Table<R>, row: R): R {
		const now = this.clock.now();
		const writtenAt = Math.min(now, Date.parse(row.modifiedOn));
		const lag = this.switches.visibilityLagMs;
		return lag === 0
			? table.put(row, writtenAt)
			: table.put(row, writtenAt, now + Math.ceil(this.chance() * lag));
	}

	/** The instant of a write that happens now. */
	instant(): Instant {
		return this.switches.sharedInstant ? this.clock.wholeSecond() : this.clock.instant();
	}
}

/** What a test or the control page asked for is not there; the message says what. */
export class NoSuchRecord extends Error {}
