import { inUtc } from '../inUtc';
import { parseInstant } from '../instant';

/** A workspace whose sync was switched on or off. */
export interface Switched {
	enabled: boolean;
	/** False: it stood like that already. */
	changed: boolean;
	/** As it is kept: ISO 8601, or whatever a person typed; `null` where there is none. */
	cursor: string | null;
	initialSyncCompleted: boolean;
	/** Whether a run goes on at this moment. */
	running: boolean;
}

/** What it means to have switched the sync on or off, in words. */
export function sentenceOfSwitch(switched: Switched): string {
	const { enabled, changed } = switched;
	const now = changed ? 'is switched' : 'was switched';
	const head = `The sync ${now} ${enabled ? 'on' : 'off'}${changed ? '' : ' already; nothing changed'}.`;
	return `${head} ${enabled ? whatIsRead(switched) : whatIsKept(switched)}`;
}

function whatIsKept({ running }: Switched): string {
	const rest = running
		? 'The run that is going on still comes to its end; no other one starts.'
		: 'No run starts from now on.';
	return `${rest} Nothing is lost: the cursor stays where it is, and once the sync is switched on again its next run reads everything that changed meanwhile.`;
}

function whatIsRead({ cursor, initialSyncCompleted }: Switched): string {
	const since = cursor === null ? undefined : parseInstant(cursor);
	if (since) return `The next run reads everything that changed since ${inUtc(since)}.`;
	if (cursor !== null)
		return `But its cursor is no date and time (${cursor}), so that no run can start. Set it with ServiceTitan Sync → Reset Cursor.`;
	return initialSyncCompleted
		? 'But its cursor is empty, so that no run can start. Set it with ServiceTitan Sync → Reset Cursor.'
		: 'It has no cursor yet: its first run only notes what is there, and what changes from then on arrives. ServiceTitan Sync → Run Initial Sync brings in the customers from before.';
}
