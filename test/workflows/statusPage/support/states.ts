import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';

import type { Workflow } from '../../../../demo/n8n/workflow';

type Json = Record<string, unknown>;

/** Thursday, 14:37 in Chicago. */
export const NOW = DateTime.fromISO('2026-07-02T19:37:00Z');

const iso = (at: DateTime): string => at.toUTC().toISO({ precision: 'milliseconds' }) ?? '';
const minutesAgo = (minutes: number): string => iso(NOW.minus({ minutes }));

/** A run as Get Status shows it. @param minutes  how long ago it began */
export const run = (minutes: number, more: Json = {}): Json => ({
	...{ run_id: `run-${minutes}`, mode: 'incremental', source: 'trigger', status: 'completed' },
	...{ started_at: minutesAgo(minutes), finished_at: minutesAgo(minutes - 0.1) },
	...{ fetched: 5, created: 1, updated: 3, unchanged: 1, linked: 0, skipped: 0, failed: 0 },
	...{ failure: null, consumer: { workflowName: 'ServiceTitan contact sync', nodeName: 'Watch' } },
	...more,
});

/** Runs every 15 minutes, the newest first, more of them by day than by night, one in 150 failed. */
export const runs = (amount: number): Json[] =>
	Array.from({ length: amount }, (_, place) => {
		const minutes = 7 + 15 * place;
		const hour = NOW.minus({ minutes }).setZone('America/Chicago').hour;
		const busy = hour >= 7 && hour < 19 ? 1 + ((place * 7) % 13) : place % 9 === 0 ? 1 : 0;
		const created = busy > 8 ? busy - 8 : 0;
		const failed = place % 61 === 60 ? 2 : 0;
		if (place % 150 === 149)
			return run(minutes, {
				...{ status: 'failed', fetched: 0, created: 0, updated: 0 },
				failure:
					'ServiceTitan did not answer within 30 seconds. It was tried 5 times. The next run reads again.',
			});
		const status = failed ? 'completed_with_failures' : 'completed';
		return run(minutes, {
			fetched: busy + failed,
			created,
			updated: busy - created,
			failed,
			status,
		});
	});

const hours = Array.from({ length: 48 }, (_, place) => {
	const at = NOW.startOf('hour').minus({ hours: 47 - place });
	const hour = at.setZone('America/Chicago').hour;
	const busy = hour >= 7 && hour < 19 ? 6 + ((place * 11) % 17) : place % 3;
	return { hour: iso(at), created: Math.floor(busy / 5), updated: busy };
});

/** A workspace as Get Status shows it: in good health unless told otherwise. */
export const state = (more: Json = {}): Json => ({
	...{ message: 'Workspace 45963: completed.', workspace_id: '45963', tenant_id: '1000001' },
	...{ timezone: 'America/Chicago', business_hours: null, sync_enabled: true },
	...{ sync_status: 'completed', initial_sync_completed: true, lease_expired: false, run: null },
	...{ last_modified_cursor: minutesAgo(7), last_success_at: minutesAgo(7) },
	next_due_at: iso(NOW.plus({ minutes: 8 })),
	rates: { average_duration_ms: 5_900, longest_duration_ms: 41_000, customers_per_minute: 612.4 },
	...{ contacts: 30_412, failing: 0, failing_rows: [], open_incidents: [] },
	...{ last_runs: runs(670), contacts_per_hour: hours, now: iso(NOW) },
	...more,
});

/** Of one that was just set up. */
export const fresh = (more: Json = {}): Json =>
	state({
		...{ sync_status: 'idle', initial_sync_completed: false, last_modified_cursor: null },
		...{ last_success_at: null, last_runs: [], contacts: 0, next_due_at: iso(NOW) },
		contacts_per_hour: hours.map(({ hour }) => ({ hour, created: 0, updated: 0 })),
		rates: { average_duration_ms: null, longest_duration_ms: null, customers_per_minute: null },
		...more,
	});

/** One whose last run failed, and more. */
export const failing = (more: Json = {}): Json =>
	state({
		sync_status: 'failed',
		...{ last_success_at: minutesAgo(22), last_modified_cursor: minutesAgo(22) },
		last_runs: [
			run(7, {
				...{ status: 'failed', fetched: 0, created: 0, updated: 0 },
				failure: 'Supabase refused the key. Choose a secret key in the credential.',
			}),
			...runs(670).slice(1),
		],
		failing: 2,
		failing_rows: [
			{
				crm_id: '41863',
				reason: 'value too long for type character varying(20)',
				attempts: 4,
				last_failed_at: minutesAgo(22),
			},
			{
				crm_id: '41999',
				reason: 'The name is empty.',
				attempts: 1,
				last_failed_at: minutesAgo(52),
			},
		],
		open_incidents: [
			{
				...{ kind: 'runFailed', opened_at: minutesAgo(7) },
				text: 'Workspace 45963: the last run failed: Supabase refused the key.',
				to_do: 'Choose a secret key in the credential (Supabase: Project Settings → API Keys).',
			},
			{
				...{ kind: 'rowsFailing', opened_at: minutesAgo(52) },
				text: 'Workspace 45963: 2 customers cannot be written.',
				to_do: 'ServiceTitan Sync → Explain Customer says why.',
			},
		],
		...more,
	});

const workflow = JSON.parse(
	readFileSync(join(__dirname, '../../../../workflows/servicetitan-sync-status-page.json'), 'utf8'),
) as Workflow;

/** What the Code node of the workflow file answers, run as n8n runs it. */
export function pageOf(items: Json[], query: Json = {}): { html: string; code: number } {
	const code = String(workflow.nodes.find(({ name }) => name === 'Build Page')?.parameters.jsCode);
	const build = new Function('$input', '$', '$now', code) as (
		...around: unknown[]
	) => Array<{ json: { html: string; code: number } }>;
	const [item] = build(
		{ all: () => items.map((json) => ({ json })) },
		() => ({ first: () => ({ json: { query } }) }),
		NOW.setZone('America/New_York'),
	);
	if (!item) throw new Error('The Code node gave nothing.');
	return item.json;
}
