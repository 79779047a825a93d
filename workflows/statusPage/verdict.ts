import type { Clock } from './clock';
import { counted } from './clock';
import type { Workspace } from './read';

/** How a workspace is, from best to worst; `none` where nothing has run yet. */
export const LEVELS = ['ok', 'none', 'off', 'warning', 'problem'] as const;
export type Level = (typeof LEVELS)[number];

export interface Finding {
	level: Level;
	/** What was found. */
	text: string;
	toDo: string | null;
	since: number | null;
}

export interface Verdict {
	level: Level;
	/** Two or three words. */
	headline: string;
	/** The worst first. */
	findings: Finding[];
}

const HEADLINES: Record<Level, string> = {
	ok: 'Healthy',
	none: 'Not started yet',
	off: 'Switched off',
	warning: 'Works, with a warning',
	problem: 'Something is wrong',
};

/** Incidents that mean that nothing arrives; the others can wait until somebody has time. */
const SEVERE = ['silence', 'runFailed'];

const MOST_OVERDUE = 60 * 60_000;

/** How it is, from the incidents that Check Health keeps and from the state itself, where nobody checks its health. */
export function verdictOn(workspace: Workspace, clock: Clock): Verdict {
	const told = workspace.incidents
		.filter(({ kind }) => kind !== 'switchedOff')
		.map(({ kind, text, toDo, since }): Finding & { kind: string } => ({
			...{ kind, text, toDo, since },
			level: SEVERE.includes(kind) && workspace.enabled ? 'problem' : 'warning',
		}));
	const known = (...kinds: string[]) => told.some(({ kind }) => kinds.includes(kind));
	const findings = [
		...told,
		...(workspace.enabled ? [] : [SWITCHED_OFF]),
		...(known('runFailed', 'silence') ? [] : [lastRun(workspace), overdue(workspace, clock)]),
		...(known('stuck') ? [] : [brokenOff(workspace)]),
		...(known('rowsFailing') ? [] : [failingRows(workspace)]),
		notStarted(workspace),
	].filter((one) => one !== null);
	findings.sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
	const level = workspace.enabled ? (findings[0]?.level ?? 'ok') : 'off';
	return { level, headline: HEADLINES[level], findings };
}

const SWITCHED_OFF: Finding = {
	level: 'off',
	text: 'The sync is switched off. Nothing is lost meanwhile: it catches up.',
	toDo: 'ServiceTitan Sync → Set Enabled switches it on again.',
	since: null,
};

function lastRun({ runs, enabled }: Workspace): Finding | null {
	const last = runs.find(({ status }) => status !== 'running');
	if (!enabled || last?.status !== 'failed') return null;
	const text = `The last run failed. ${last.failure ?? 'It did not say why.'}`;
	return {
		level: 'problem',
		text,
		toDo: 'The next run reads the same again: nothing is lost.',
		since: last.startedAt,
	};
}

/** Without hours of its own the workflow's may be closed: by day they are hardly. */
function overdue(
	{ nextDueAt: due, running, enabled, hasHours, runs }: Workspace,
	clock: Clock,
): Finding | null {
	const { now } = clock;
	if (!enabled || running || runs.length === 0 || due === null || now - due < MOST_OVERDUE)
		return null;
	if (!hasHours && (clock.hour(now) < 7 || clock.hour(now) >= 20)) return null;
	return {
		level: 'problem',
		text: `No run has begun although one has been due since ${clock.moment(due)}.`,
		toDo: 'Look whether the workflow is published and n8n gives its trigger no failure; publish it again.',
		since: due,
	};
}

const brokenOff = ({ leaseExpired }: Workspace): Finding | null =>
	leaseExpired
		? {
				level: 'warning',
				text: 'A run broke off without saying why. The next run takes over from it.',
				toDo: 'If no run follows: ServiceTitan Sync → Release Run.',
				since: null,
			}
		: null;

const failingRows = ({ failing, failingRows: [first] }: Workspace): Finding | null =>
	failing > 0
		? {
				level: 'warning',
				text: `${counted(failing, 'customer')} cannot be written and ${failing === 1 ? 'is' : 'are'} tried again with each run.`,
				toDo: 'The reasons are below.',
				since: first?.at ?? null,
			}
		: null;

function notStarted({
	runs,
	lastSuccessAt,
	initialSyncCompleted,
	enabled,
}: Workspace): Finding | null {
	if (!enabled || initialSyncCompleted) return null;
	if (runs.length === 0 && lastSuccessAt === null)
		return {
			level: 'none',
			text: 'No run has been made yet.',
			toDo: 'Run ServiceTitan Sync → Run Initial Sync, then publish the workflow of the sync.',
			since: null,
		};
	return {
		level: 'warning',
		text: 'The initial sync is not complete: only customers that changed since arrive.',
		toDo: 'ServiceTitan Sync → Run Initial Sync brings in the others.',
		since: null,
	};
}
