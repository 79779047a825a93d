/** What Get Status gives, made safe to reckon with: it comes from a database that people edit by hand. */

export interface Run {
	mode: string;
	status: string;
	startedAt: number;
	/** `null`: it goes on. */
	finishedAt: number | null;
	fetched: number;
	created: number;
	/** With contacts typed in by hand that were linked. */
	updated: number;
	skipped: number;
	failed: number;
	failure: string | null;
}

export interface Workspace {
	id: string;
	tenant: string | null;
	zone: string | null;
	/** Whether it has business hours of its own; otherwise the workflow has some, which nobody here knows. */
	hasHours: boolean;
	enabled: boolean;
	initialSyncCompleted: boolean;
	lastSuccessAt: number | null;
	cursorAt: number | null;
	nextDueAt: number | null;
	running: { since: number | null; by: string; progress: string | null } | null;
	leaseExpired: boolean;
	/** The newest first; moving the cursor by hand is none. */
	runs: Run[];
	averageMs: number | null;
	longestMs: number | null;
	hours: Array<{ at: number; created: number; updated: number }>;
	contacts: number;
	failing: number;
	failingRows: Array<{ crmId: string; reason: string; attempts: number; at: number | null }>;
	incidents: Array<{ kind: string; text: string; toDo: string | null; since: number | null }>;
	now: number | null;
}

type Json = Record<string, unknown>;

const object = (value: unknown): Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown): string | null =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() || null : null;
const number = (value: unknown): number | null => {
	const read = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof read === 'number' && Number.isFinite(read) ? read : null;
};
const count = (value: unknown): number => Math.max(0, number(value) ?? 0);
const moment = (value: unknown): number | null =>
	typeof value === 'string' ? number(Date.parse(value)) : null;

export const workspaceIn = (state: Json): Workspace => ({
	id: text(state.workspace_id) ?? '',
	tenant: text(state.tenant_id),
	zone: text(state.timezone),
	hasHours: Object.keys(object(state.business_hours)).length > 0,
	enabled: state.sync_enabled !== false,
	initialSyncCompleted: state.initial_sync_completed === true,
	lastSuccessAt: moment(state.last_success_at),
	cursorAt: moment(state.last_modified_cursor),
	nextDueAt: moment(state.next_due_at),
	running: state.run ? runningIn(object(state.run)) : null,
	leaseExpired: state.lease_expired === true,
	runs: list(state.last_runs)
		.filter(({ mode }) => mode !== 'reset')
		.flatMap(runIn),
	averageMs: number(object(state.rates).average_duration_ms),
	longestMs: number(object(state.rates).longest_duration_ms),
	hours: list(state.contacts_per_hour).flatMap(hourIn),
	contacts: count(state.contacts),
	failing: count(state.failing),
	failingRows: list(state.failing_rows).map((row) => ({
		crmId: text(row.crm_id) ?? '?',
		reason: text(row.reason) ?? 'It is not known why.',
		attempts: count(row.attempts),
		at: moment(row.last_failed_at),
	})),
	incidents: list(state.open_incidents).map((one) => ({
		kind: text(one.kind) ?? '',
		text: aboutItself(text(one.text) ?? text(one.kind) ?? '?'),
		toDo: text(one.to_do),
		since: moment(one.opened_at),
	})),
	now: moment(state.now),
});

function runIn(run: Json): Run[] {
	const startedAt = moment(run.started_at);
	if (startedAt === null) return [];
	return [
		{
			mode: text(run.mode) ?? '',
			status: text(run.status) ?? '',
			startedAt,
			finishedAt: moment(run.finished_at),
			fetched: count(run.fetched),
			created: count(run.created),
			updated: count(run.updated) + count(run.linked),
			skipped: count(run.skipped),
			failed: count(run.failed),
			failure: text(run.failure),
		},
	];
}

function runningIn({ started_at, consumer, progress }: Json) {
	const { nodeName, workflowName } = object(consumer);
	const by = [text(nodeName), text(workflowName)].filter(Boolean).join(' in ');
	return { since: moment(started_at), by, progress: text(object(progress).message) };
}

function hourIn({ hour, created, updated }: Json) {
	const at = moment(hour);
	return at === null ? [] : [{ at, created: count(created), updated: count(updated) }];
}

/** Incidents are told among those of others; here the page says already whose they are. */
function aboutItself(text: string): string {
	const rest = text.replace(/^Workspace [^:]*: /, '');
	return rest.charAt(0).toUpperCase() + rest.slice(1);
}
