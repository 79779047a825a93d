import { z } from 'zod';

import { instant } from '../instant';
import { delivered } from './delivered';
import { clockNoted } from './serviceTitanClock';

/** The answers of the run functions, as the database gives them; foreign data like any other. */

const count = z.coerce.number().int().default(0);

/** Who holds a workspace: the run that is open. */
export const holder = z
	.object({
		run_id: z.string(),
		mode: z.string().nullish(),
		source: z.string().nullish(),
		started_at: instant.nullish(),
		lease_expires_at: instant.nullish(),
		consumer: z.record(z.unknown()).nullish(),
		/** Of a long run: how far it is. */
		progress: z.object({ message: z.string() }).passthrough().nullish().catch(null),
	})
	.passthrough();

export const startedRun = z
	.object({
		run_id: z.string(),
		workspace_id: z.string(),
		started_at: instant,
		now: instant,
		cursor: instant.nullable(),
		window: z.unknown(),
		contact_token: z.string().nullable(),
		/** Of an initial run: how far an earlier one came; foreign data. */
		backfill: z.unknown(),
		initial_sync_completed: z.boolean().nullable(),
		timezone: z.string().nullish(),
		business_hours: z.unknown(),
		delivered,
		retries: z.array(z.string()),
		failing: count,
		/** Not there before the first finished run. */
		clock: clockNoted.nullish().catch(null),
		/** The newest `readAt` that any run of this workspace has written. */
		newest_read_at: instant.nullish(),
		/** Seconds it was ahead of the database's clock, where a run wrote something and was never finished. */
		newest_read_ahead: z.number().nullish(),
		taken_over: z
			.object({ run_id: z.string(), failure: z.string().nullish() })
			.passthrough()
			.nullish(),
	})
	.passthrough();

export type StartedRun = z.output<typeof startedRun>;

export const closedRun = z
	.object({
		run_id: z.string(),
		workspace_id: z.string(),
		mode: z.string(),
		status: z.string(),
		started_at: instant,
		finished_at: instant.nullish(),
		cursor_from: instant.nullish(),
		cursor_to: instant.nullish(),
		fetched: count,
		created: count,
		updated: count,
		unchanged: count,
		linked: count,
		skipped: count,
		failed: count,
		remaining: z.coerce.number().int().nullish(),
		note: z.string().nullish(),
		initial_sync_completed: z.boolean().nullish(),
	})
	.passthrough();

export type ClosedRun = z.output<typeof closedRun>;

export const finishAnswer = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.literal('waiting'), remaining: z.coerce.number().int() }).passthrough(),
	z
		.object({
			outcome: z.literal('finished'),
			run: closedRun,
			cursor_moved_by_user: z.boolean().nullish(),
			failed_rows: z
				.array(z.object({ crm_id: z.string(), reason: z.string().nullish() }))
				.nullish(),
		})
		.passthrough(),
]);

export type FinishAnswer = z.output<typeof finishAnswer>;

export const upsertAnswer = z
	.object({
		rows: z.array(
			z.object({
				crm_id: z.string(),
				outcome: z.enum(['created', 'updated', 'unchanged', 'linked', 'skipped', 'failed']),
				reason: z.string().nullish(),
				contact_id: z.string().nullish(),
				twin: z.string().nullish(),
				/** Of an updated one: the columns and custom fields that have another value now. */
				changed: z.array(z.string()).nullish(),
			}),
		),
		counts: z.object({
			created: count,
			updated: count,
			unchanged: count,
			linked: count,
			skipped: count,
			failed: count,
		}),
		remaining: z.coerce.number().int().nullish(),
		run: finishAnswer.nullish(),
	})
	.passthrough();

export type UpsertAnswer = z.output<typeof upsertAnswer>;
