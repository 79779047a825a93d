import { ended } from '../../core/ended';
import { inUtc } from '../../core/inUtc';
import { schemaSentence, type SchemaAge } from '../../core/schema';
import { counted, grouped } from '../../core/sync/diagnosis/words';
import type { NextDue } from '../../core/sync/nextDue';
import type { Rates } from '../../core/sync/rates';

/** What is reckoned from the state, where somebody did. */
export interface Reckoned {
	now: string;
	due: NextDue;
	rates: Rates;
	/** Of the database's part of the sync. */
	age?: SchemaAge;
}

/** "Workspace 45963: completed. Last good run: …" – the state of one workspace in a few sentences for people. */
export function statusSentence(state: Record<string, unknown>, reckoned?: Reckoned): string {
	const text = (name: string): string | undefined =>
		typeof state[name] === 'string' && state[name] !== '' ? state[name] : undefined;
	const lastSuccess = text('last_success_at');
	const parts = [
		`Workspace ${text('workspace_id') ?? ''}: ${text('sync_status') ?? 'idle'}.`,
		state.sync_enabled === false
			? 'The sync is switched off: ServiceTitan Sync → Set Enabled switches it on again.'
			: undefined,
		lastSuccess ? `Last good run: ${inUtc(lastSuccess)}.` : 'No run has succeeded yet.',
		reckoned && dueIn(reckoned),
		reckoned && ratesIn(reckoned),
		whyItFailed(text('sync_status'), text('last_error')),
		failingIn(Number(state.failing ?? 0)),
		state.initial_sync_completed === true
			? undefined
			: 'The initial sync has not been run yet: ServiceTitan Sync → Run Initial Sync brings in the customers from before.',
		reckoned?.age && schemaSentence(reckoned.age),
	];
	return parts.filter((part) => part !== undefined).join(' ');
}

/** After a run that was completed it only counts the rows that fail: they are told by themselves. */
const whyItFailed = (status?: string, said?: string): string | undefined =>
	said === undefined || status === 'completed' ? undefined : ended(said);

const failingIn = (rows: number): string | undefined =>
	rows > 0
		? `${counted(rows, 'customer')} could not be written and ${rows === 1 ? 'is' : 'are'} tried again.`
		: undefined;

function dueIn({ now, due: { at, waitsForHours, unreadable } }: Reckoned): string | undefined {
	if (unreadable) return `It may run at any hour. ${unreadable}`;
	if (at === null) return undefined;
	if (at <= now) return `A run has been due since ${inUtc(at)}.`;
	return `Next run due: ${inUtc(at)}${waitsForHours ? ', when its business hours begin' : ''}.`;
}

function ratesIn({ rates }: Reckoned): string | undefined {
	const { runs, average_duration_ms: average, customers_per_minute: pace } = rates;
	if (average === null) return undefined;
	const took = runs === 1 ? 'The last run took' : `The last ${runs} runs took, on average,`;
	return `${took} ${lasting(average)}${pace === null ? '' : `, at ${paced(pace)} a minute`}.`;
}

const paced = (pace: number): string =>
	pace < 10 ? `${pace} customers` : `${grouped(Math.round(pace))} customers`;

function lasting(ms: number): string {
	if (ms < 1000) return 'less than a second';
	const seconds = Math.round(ms / 1000);
	if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
	return `${Math.round(seconds / 60)} minutes`;
}
