import { z } from 'zod';

import { instant } from '../../instant';
import { holder } from '../run';

/** What the database tells of a workspace, as far as checks look at it; foreign data like any other. */

const text = z
	.string()
	.nullish()
	.transform((given) => given || null);
const moment = instant
	.nullish()
	.catch(null)
	.transform((at) => at ?? null);
const flag = z
	.boolean()
	.nullish()
	.transform((given) => given === true);
const count = z.coerce.number().int().catch(0);

export const runSeen = z.object({
	mode: z.string(),
	source: z.string().nullish(),
	status: z.string(),
	started_at: instant,
	finished_at: moment,
	created: count,
	updated: count,
	linked: count,
	handed_out: count,
	remaining: count,
	failure_kind: text,
	failure: text,
});

export type RunSeen = z.output<typeof runSeen>;

export const stateSeen = z.object({
	workspace_id: z.string(),
	tenant_id: text,
	environment: text,
	timezone: text,
	business_hours: z.unknown(),
	/** Not set is switched on. */
	sync_enabled: z
		.boolean()
		.nullish()
		.transform((given) => given !== false),
	initial_sync_completed: flag,
	/** As it stands in the table: people type into it. */
	last_modified_cursor: text,
	last_continue_from: text,
	last_success_at: moment,
	created_at: moment,
	consumer: z
		.object({ workflowName: z.string(), nodeName: z.string() })
		.partial()
		.nullish()
		.catch(null),
	run: holder.nullish().transform((given) => given ?? null),
	lease_expired: flag,
	last_runs: z.array(runSeen),
	contacts: count,
});

export type StateSeen = z.output<typeof stateSeen>;

export const factsSeen = z.object({
	failing: count,
	gone: count,
	reasons: z.array(
		z.object({ reason: z.string(), rows: count, crm_ids: z.array(z.string()), since: moment }),
	),
	/** Customers of the open run that were handed out and have not come back. */
	waiting: count,
	run_by_workflow: text,
});

export type FactsSeen = z.output<typeof factsSeen>;

export const suspected = z.object({
	unique_key: z.boolean(),
	same_customer: count,
	hand_made: count,
	shared: count,
	examples: z.array(
		z.object({
			kind: z.string(),
			by: z.string(),
			value: z.string(),
			contacts: z.array(z.object({ id: z.string(), crm_id: text, name: text })),
		}),
	),
});

export type Suspected = z.output<typeof suspected>;
