import { z } from 'zod';

import { instant } from '../../instant';

const count = z
	.number()
	.nullish()
	.transform((n) => n ?? 0);
const moment = instant.nullish().transform((at) => at ?? null);
const words = z
	.string()
	.nullish()
	.transform((text) => text ?? null);

const endedRun = z
	.object({
		run_id: z.string(),
		mode: words,
		status: words,
		started_at: moment,
		finished_at: moment,
		failure_kind: words,
		failure: words,
	})
	.nullish()
	.transform((run) => run ?? null);

const size = z.object({
	run_id: z.string(),
	started_at: moment,
	finished_at: moment,
	fetched: count,
	/** Created, updated and linked. */
	written: count,
	/** From the cursor to the start; `null` where there was none. */
	hours_read: z
		.number()
		.nullish()
		.transform((hours) => hours ?? null),
});

const holder = z
	.object({ run_id: z.string(), mode: words, started_at: moment })
	.nullish()
	.transform((run) => run ?? null);

/** What the database knows of one workspace's health: servicetitan_health_facts. */
export const healthFacts = z.object({
	workspace_id: z.string(),
	sync_enabled: z.boolean(),
	initial_sync_completed: z.boolean(),
	timezone: words,
	/** As a person typed it into the database; unreadable hours are found out later. */
	business_hours: z.unknown(),
	created_at: moment,
	updated_at: moment,
	last_success_at: moment,
	/** Whatever stands there, a date or not. */
	last_modified_cursor: words,
	/** Whether a backlog is being read in parts. */
	backlog: z.boolean(),
	/** The run that goes on. */
	run: holder,
	lease_expired: z.boolean(),
	/** Customers handed to the workflow by that run and not written yet. */
	awaited: count,
	last_started_at: moment,
	last_ended: endedRun,
	broken_off: endedRun,
	/** Rows that could not be written, and up to five of them. */
	failing: count,
	failing_rows: z.array(z.object({ crm_id: z.string(), reason: words })),
	/** Incremental runs that ended, newest first. */
	sizes: z.array(size),
});

export type HealthFacts = z.output<typeof healthFacts>;
export type RunSize = z.output<typeof size>;

/** What lies side by side by id of what one run wrote: servicetitan_walked. */
export const walked = z.object({ contacts: count, written: count, between: count });

export type Walked = z.output<typeof walked>;

/** What is known beside the facts of the database. */
export interface Surroundings {
	now: string;
	/** Of the biggest run lately, where one is suspicious. */
	walked: Walked | null;
	/** Contacts that seem to be there twice; `null` where nobody looked. */
	duplicates: number | null;
	/** When the Supabase key ends; `null` where it does not say. */
	keyEndsAt: string | null;
	/** What n8n told of an execution that failed just now. */
	failure: string | null;
}

/** What counts as wrong. */
export interface Thresholds {
	/** Minutes of business hours without a good run. */
	silenceMinutes: number;
	/** Rows that cannot be written. */
	failingRows: number;
	/** Contacts one run may change; 0: judged by the workspace's own history. */
	mostChanges: number;
	/** How far the cursor may be behind. */
	cursorHours: number;
	/** Hours of a workspace that has none of its own. */
	hours: unknown;
	/** Time zone of a workspace that has none of its own. */
	timezone: string;
}
