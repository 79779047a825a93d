import { healthFacts, type HealthFacts } from '../../../../core/sync/health/facts';
import type { Surroundings, Thresholds } from '../../../../core/sync/health/facts';
import { judgeHealth } from '../../../../core/sync/health/judge';

export const NOW = '2026-07-01T17:07:00.0000000Z';

/** A workspace that is well at 12:07 in Chicago. */
export const healthy = {
	workspace_id: '45963',
	sync_enabled: true,
	initial_sync_completed: true,
	timezone: 'America/Chicago',
	business_hours: null,
	created_at: '2026-01-01T00:00:00Z',
	updated_at: '2026-07-01T17:00:05Z',
	last_success_at: '2026-07-01T17:00:05Z',
	last_modified_cursor: '2026-07-01T17:00:00Z',
	backlog: false,
	run: null,
	lease_expired: false,
	awaited: 0,
	last_started_at: '2026-07-01T17:00:01Z',
	last_ended: { run_id: 'last', status: 'completed', finished_at: '2026-07-01T17:00:05Z' },
	broken_off: null,
	failing: 0,
	failing_rows: [],
	sizes: [],
};

export const factsWith = (changes: object): HealthFacts =>
	healthFacts.parse({ ...healthy, ...changes });

export const around: Surroundings = {
	now: NOW,
	walked: null,
	duplicates: null,
	keyEndsAt: null,
	failure: null,
};

export const thresholds: Thresholds = {
	silenceMinutes: 60,
	failingRows: 1,
	mostChanges: 0,
	cursorHours: 24,
	hours: { from: '06:00', to: '20:00' },
	timezone: 'America/New_York',
};

interface Scene {
	facts?: object;
	around?: Partial<Surroundings>;
	thresholds?: Partial<Thresholds>;
}

/** What is wrong in a scene, by kind, with its words. */
export function wrongIn(scene: Scene): Record<string, string> {
	const findings = judgeHealth(
		factsWith(scene.facts ?? {}),
		{ ...around, ...scene.around },
		{ ...thresholds, ...scene.thresholds },
	);
	return Object.fromEntries(
		findings.filter(({ wrong }) => wrong).map(({ kind, text, toDo }) => [kind, `${text} ${toDo}`]),
	);
}

/** Runs before the last hour, each with as many changes. */
export const history = (written: number[], hours_read = 0.25) =>
	written.map((count, index) => ({
		run_id: `before-${index}`,
		started_at: '2026-07-01T10:00:00Z',
		finished_at: '2026-07-01T10:00:09Z',
		fetched: count,
		written: count,
		hours_read,
	}));

export const justNow = (written: number, hours_read = 0.25) => ({
	run_id: 'now',
	started_at: '2026-07-01T17:00:00Z',
	finished_at: '2026-07-01T17:00:09Z',
	fetched: written,
	written,
	hours_read,
});
