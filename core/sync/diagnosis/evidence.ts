import type { Instant } from '../../instant';
import type { Judgement } from './item';
import type { Known } from './known';
import type { FactsSeen, StateSeen, Suspected } from './stateSeen';

/** How far the way into ServiceTitan goes: each step needs those before it. */
export const steps = [
	/** The credential is filled in. */
	'credential',
	/** Its sign-in answers. */
	'signInReach',
	/** Client ID and secret are known there. */
	'signIn',
	/** Its API answers. */
	'apiReach',
	/** The app key is this app's, the tenant this client's: where one cannot tell which, both are meant. */
	'appKey',
	'tenant',
	'appKeyOrTenant',
	/** The app may read customers. */
	'scope',
] as const;

export type Step = (typeof steps)[number];

/** Where the way ends, in words; `passed`: it went on at the next try. */
export interface Stop {
	at: Step | 'passed';
	found: string;
	toDo: string;
}

export interface Schema {
	/** Of the newest part that is applied; `null` where none is. */
	applied: string | null;
	/** Names of the parts that this version of the package has and the database lacks. */
	missing: string[];
	/** Whether the database is ahead of the package. */
	newer: boolean;
}

export interface WorkspaceSeen {
	workspaceId: string;
	tenantId: string | null;
	environment: string | null;
}

/** Whether the app may make a call; if not, `said` is how ServiceTitan put it. */
export type Permission = { allowed: true } | { allowed: false; said: string };

/** The calls that a sync makes, each tried once. */
export type Permissions = Record<
	'readCustomers' | 'readContactMethods' | 'exportContactMethods' | 'exportCustomers',
	Known<Permission>
>;

/** All that the checks go by. It is gathered first, whichever service answers. */
export interface Evidence {
	/** The database's time where it answers, else this machine's. */
	now: Instant;
	/** The time zone that counts where the workspace has none: the workflow's. */
	timezone: string;
	/** As the node was asked; empty: the workspace of the credential's tenant. */
	workspaceId: string;
	/** Whose credential it is; `null` where that cannot be told. */
	account: { tenantId: string; environment: string } | null;
	supabase: Known<true>;
	schema: Known<Schema>;
	workspaces: Known<WorkspaceSeen[]>;
	state: Known<StateSeen>;
	facts: Known<FactsSeen>;
	suspected: Known<Suspected>;
	/** `null`: the way is open. */
	stop: Stop | null;
	permissions: Permissions;
	/** Customers modified since the cursor; `null`: ServiceTitan gives no total. */
	waiting: Known<number | null>;
	/** By how many seconds ServiceTitan's clock is ahead of the database's; `null`: its replies carry no time. */
	clockAhead: Known<number | null>;
}

/** One check of the list. */
export interface Check {
	check: string;
	name: string;
	judge(evidence: Evidence): Judgement;
}
