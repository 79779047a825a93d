import type { Instant } from '../instant';
import { secondsBefore } from '../instant';
import type { Delivered } from './delivered';
import type { ClockNoted } from './serviceTitanClock';
import { CONTACT_LAG_SECONDS, sinceOf, type Window } from './window';

/**
 * What finishing a run stores, all at once and last of all: how far it came, or the new cursor.
 * Names are the database's: this is the argument `p_commit` of servicetitan_finish_run.
 */
export interface Commit {
	/** `null` while the window is open: the cursor moves when it is drained. */
	cursor_to: Instant | null;
	window: Window | null;
	contact_token: string | null;
	delivered: Delivered;
	/** Versions older than these can not be met again and may be forgotten; `null`: none may. */
	delivered_since: { customer: Instant; contact_method: Instant | null };
	/** Customers that failed before and that ServiceTitan no longer knows. */
	gone: string[];
	/** ServiceTitan's clock when the new cursor was taken; `null` while the window is open. */
	clock: ClockNoted | null;
	note: string | null;
}

export interface Progress {
	window: Window;
	drained: boolean;
	/** All versions seen by this read, delivered now or before. */
	seen: Delivered;
	/** Versions of the contact methods that were handed on inside their customers. */
	shown: Record<string, string>;
	gone: string[];
	notes: string[];
}

export function commitOf(progress: Progress, lookbackSeconds: number): Commit {
	const { window, drained, seen, shown, gone, notes } = progress;
	const since = drained ? sinceOf(window.startedAt, lookbackSeconds) : window.since;
	const methodsSince = secondsBefore(window.startedAt, 2 * CONTACT_LAG_SECONDS);
	return {
		cursor_to: drained ? window.startedAt : null,
		window: drained ? null : window,
		contact_token: drained ? tokenOf(window) : null,
		delivered: {
			customer: onlySince(seen.customer, since),
			contact_method: {
				// The contact stream of an open window comes later, and must not bring all of them again.
				...(drained ? onlySince(shown, methodsSince) : shown),
				// Whole: the export may repeat any of them while they are recent, removals with an old modifiedOn too.
				...seen.contact_method,
			},
		},
		delivered_since: {
			customer: since,
			contact_method: drained ? methodsSince : null,
		},
		gone,
		clock: drained ? window.clock : null,
		note: notes.length > 0 ? [...new Set(notes)].join(' ') : null,
	};
}

const tokenOf = ({ contactFrom, heldFrom }: Window): string | null =>
	heldFrom === undefined ? contactFrom : heldFrom;

const onlySince = (versions: Record<string, string>, since: Instant): Record<string, string> =>
	Object.fromEntries(Object.entries(versions).filter(([, version]) => version >= since));
