import { z } from 'zod';

import type { ContactRow, RowOutcome, SetAside } from '../../contact/contactRow';
import { instant } from '../../instant';
import type { Customer } from '../../servicetitan/customer';
import { holder } from '../run';

const moment = instant.nullish().catch(null);
const text = z.string().nullish();
const flag = z.boolean().catch(false);

/** A contact of the workspace, and what it has in common with the customer. */
const contactFound = z.object({
	id: z.string(),
	crm_id: text,
	firstname: text,
	lastname: text,
	phone: text,
	email: text,
	/** ServiceTitan's modifiedOn of what is stored; whatever a person typed there. */
	source_modified_on: text,
	created_at: moment,
	updated_at: moment,
	/** It belongs to the customer itself. */
	own: flag,
	/** It belongs to the customer into whom this one was merged. */
	merged: flag,
	by_id: flag,
	by_phone: flag,
	by_email: flag,
});

export type ContactFound = z.output<typeof contactFound>;

/** What the database knows of one customer: the answer of servicetitan_customer_evidence. */
export const databaseEvidence = z.object({
	now: instant,
	sync_enabled: z.boolean(),
	initial_sync_completed: z.boolean(),
	/** Whether an initial sync is under way. */
	initial_sync_open: z.boolean(),
	/** As it is kept. */
	cursor: text,
	/** The read of a backlog that did not fit into one run. */
	window: z.object({ since: instant }).nullish().catch(null),
	newest_read_at: moment,
	run: holder.nullish(),
	contacts: z.array(contactFound),
	/** Contacts of other workspaces with the same crm_id, by their ids. */
	elsewhere: z.array(z.string()),
	failure: z
		.object({
			reason: text,
			sqlstate: text,
			attempts: z.coerce.number(),
			first_failed_at: moment,
			last_failed_at: moment,
			next_attempt_at: moment,
			status: z.string(),
		})
		.nullish(),
	handed_out: z
		.object({
			run_status: z.string(),
			started_at: moment,
			consumer: z.object({ workflowName: z.string() }).partial().nullish().catch(null),
			acknowledged_at: moment,
			outcome: text,
			is_current: z.boolean(),
			lease_expired: z.boolean(),
		})
		.nullish(),
	/** The version that a run read last, as far as it is remembered. */
	delivered: text,
	/** What became of it in the last batch that says so. */
	last_outcome: z.object({ outcome: z.string(), reason: text, at: moment }).nullish(),
});

export type DatabaseEvidence = z.output<typeof databaseEvidence>;

/** What ServiceTitan says of it now, and the row that a run would make of that. */
export interface CustomerNow {
	customer: Customer;
	/** How many contact methods it has, of any kind. */
	contactMethods: number;
	row: ContactRow | SetAside;
}

/** Something that was asked for; where it could not be had: why, and what to do about that. */
export type Known<T> = { known: T } | { unknown: { found: string; toDo: string } };

export interface Evidence {
	crmId: string;
	database: Known<DatabaseEvidence>;
	/** `null`: ServiceTitan has no such customer. */
	serviceTitan: Known<CustomerNow | null>;
	/** What would become of that row if it were written now. */
	trial: Known<RowOutcome>;
	/** How far before the cursor runs read again. */
	lookbackSeconds: number;
}
