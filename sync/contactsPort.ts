import type { ContactRow, SetAside } from '../core/contact/contactRow';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import type { DatabaseEvidence } from '../core/sync/explanation/evidence';
import type { UpsertAnswer } from '../core/sync/run';
import type { Checkpoint, RunKey } from './runsPort';

/** What the runs need of the database about contacts. */

export interface UpsertRequest {
	workspaceId: string | null;
	runId: string | null;
	/** Made by the caller: a repeated call with the same id answers with the first outcomes. */
	batchId: string;
	rows: Array<ContactRow | SetAside>;
	link: boolean;
	skipWithoutContactMethods: boolean;
	dryRun: boolean;
	/** True: only counts are wanted, and the answer has no rows. */
	brief?: boolean;
	finish: 'never' | 'whenAllArrived' | 'now';
	/** The calling workflow, so that items that lost their `sync` while its run is open can be told. */
	workflowId: string | null;
}

export interface Contacts {
	/** One outcome per row, in order. Writes all or, on a row that Supabase refuses, all but that one. */
	upsert(request: UpsertRequest): Promise<UpsertAnswer>;
}

/** Which customers have a contact already. */
export interface ContactIds {
	/**
	 * The ServiceTitan ids of a workspace's contacts, some thousands at a time.
	 * @param after  where to go on, `undefined` for the beginning
	 */
	list(
		workspaceId: string,
		after: string | undefined,
	): Promise<{ ids: string[]; next: string | undefined }>;
}

/** What a customer is known by besides its id. */
export interface KnownBy {
	/** Of a contact, not of a customer. */
	id?: string;
	/** Digits, as in ContactRow. */
	phone_forms?: string[];
	email?: string | null;
	/** The customer into whom it was merged. */
	merged_to?: number | null;
	/** True: contacts of other workspaces may stand in its way. */
	elsewhere?: boolean;
}

/** What the database knows of one customer; without its id, the contacts that are known by this. */
export type CustomerEvidence = (
	workspaceId: string,
	crmId: string | null,
	known: KnownBy,
) => Promise<DatabaseEvidence>;

/** Where an initial run keeps contact methods until their customers come: a million do not fit into memory. */
export interface StagedMethods {
	/** Keeps them, and how far the run is, in one step. */
	stage(
		run: RunKey,
		methods: CustomersContactMethod[],
		checkpoint: Pick<Checkpoint, 'backfill' | 'progress'>,
	): Promise<void>;
	of(run: RunKey, customerIds: number[]): Promise<CustomersContactMethod[]>;
	/** Forgets what an initial sync has left behind that is no longer under way. */
	clear(workspaceId: string): Promise<void>;
}

export type { ContactRow, SetAside };
