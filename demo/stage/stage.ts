import type { Sql } from 'postgres';
import type { Account } from '../account';
import type { Host } from '../host/host';
import type { N8nPlace } from '../n8n/environment';
import type { N8nClient } from '../n8n/N8nClient';
import type { CredentialLinks } from '../n8n/storeCredentials';
import type { Owner } from '../n8n/session';
import type { RunningN8n } from '../n8n/startN8n';
import type { Supabase } from '../supabase/startSupabase';
import type { SimulatedServiceTitan } from './simulatedServiceTitan';

export interface StageOptions {
	/** Everything that lasts: both databases, n8n's folder, login, ports. A second start finds it again. */
	dataDir: string;
	/** Who is told what happens; nobody unless given. */
	account?: Account;
	/** How many customers the simulated ServiceTitan holds; 500 unless given. */
	customers?: number;
	/** Whether what PostgreSQL acknowledged survives a power cut; quicker without. */
	durable?: boolean;
	/** The n8n to use; the one of `findHost` unless given. */
	host?: Host;
	/** Further variables for n8n, e.g. for durable cursors. */
	n8nEnvironment?: Record<string, string>;
}

/** The sync's two ends, and the workspace that ties them together. */
export interface Services {
	workspaceId: string;
	serviceTitan: SimulatedServiceTitan;
	supabase: Supabase;
	/** The Supabase database itself, for looking without being counted among its API calls. */
	sql: Sql;
}

/** What the credentials and the kept ports are made of; the bench has its ServiceTitan in another process. */
export interface Ends {
	serviceTitan: Pick<SimulatedServiceTitan, 'url' | 'account'>;
	supabase: Supabase;
}

/** A real n8n with the package and the stored credentials. */
export interface PackagedN8n {
	/** For n8n's own commands beside the running one. */
	place: N8nPlace;
	n8n: RunningN8n;
	client: N8nClient;
	owner: Owner;
	/** The stored credentials, by credential type. */
	credentials: CredentialLinks;
}

/** Everything the sync touches, running. */
export interface Stage extends Services, PackagedN8n {
	/** Ends everything in order; nothing is left running. May be asked for more than once. */
	stop(): Promise<void>;
}
