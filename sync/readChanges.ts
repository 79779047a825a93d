import type { ChangeEvent } from '../core/sync/changeEvent';
import type { Progress } from '../core/sync/commit';
import { nothingDelivered, type Delivered } from '../core/sync/delivered';
import { openWindow, resumeWindow, type Opening, type Window } from '../core/sync/window';
import { mayRepeatInstants } from '../core/sync/windowAndClock';
import type { Instant } from '../core/instant';
import { AskedAhead } from './askedAhead';
import { exportPlaceOf, readContactChanges, type ContactExport } from './readContactChanges';
import { readCustomers } from './readCustomers';
import { readRetries } from './readRetries';
import type { CustomerSnapshot, ServiceTitan } from './ports';
import { ReadingTime } from './readingTime';
import { Snapshots } from './snapshots';

/** A customer that changed, with all that is needed to write it. */
export interface Change extends CustomerSnapshot {
	event: ChangeEvent;
	/** True for one that could not be written before: it is handed on whatever the trigger waits for. */
	retry: boolean;
	/** True where modifiedOn may mislead, because ServiceTitan's clock was set back: the later reading is the newer. */
	newerByReading?: boolean;
	/** True where it is written as soon as it was read: a reading time hours ahead of it is somebody's mistake. */
	readJustNow?: boolean;
}

/** A piece of the read, and how far it is when this piece is written: the place to stop and go on from. */
export interface Portion {
	changes: Change[];
	progress: Progress;
}

export interface ReadRequest extends Opening {
	/** The window a former run left open: foreign data. */
	storedWindow: unknown;
	delivered: Delivered;
	/** Customers that could not be written before. */
	retries: string[];
	/** False: nobody wants phones and e-mails, so neither they nor their changes are read. */
	includeContacts: boolean;
	/** The database's time: no run starts later than this. */
	databaseNow: Instant;
	/** Milliseconds since the database said so; without it: none. */
	elapsedMs?: () => number;
	/** The newest `readAt` that an earlier run has written. */
	newestReadAt?: Instant;
	/** True where nobody stops at some page: the next one is fetched before it is its turn. */
	toTheEnd?: boolean;
}

/** What the stages of one read share. */
export interface Reading {
	serviceTitan: ServiceTitan;
	request: ReadRequest;
	snapshots: Snapshots;
	/** Told of the last page of customers before those are completed: other calls may go beside that. */
	atLastPage?: (window: Window) => void;
	/** The first read ever: it only notes what is there, so that what changes from now on can be told. */
	baseline: boolean;
	/** False: nothing is remembered of what was read, so that a million customers do not fill the memory. */
	remembers: boolean;
	/** All versions met, for the memory. */
	seen: Delivered;
	gone: string[];
	notes: string[];
}

/**
 * Everything that changed since the cursor, in portions: customers page by page, then customers whose
 * contact methods changed, then those that failed before. The last portion says `drained`.
 * Stopping after any portion loses nothing: the next read goes on from its window.
 */
export async function* readChanges(
	serviceTitan: ServiceTitan,
	request: ReadRequest,
): AsyncGenerator<Portion> {
	// What changes while it is on its way stands behind the place that comes with it: it is the next run's.
	const contactExport: ContactExport = new AskedAhead(
		async (place) => await serviceTitan.contactMethodExport(place),
	);
	const reading: Reading = {
		serviceTitan,
		request,
		snapshots: new Snapshots(
			serviceTitan,
			{ includeContacts: request.includeContacts, remembers: true },
			new ReadingTime(request.newestReadAt),
		),
		atLastPage: (window) => {
			if (request.includeContacts) contactExport.begin(exportPlaceOf(window));
		},
		baseline: request.cursor === null && request.startFrom === undefined,
		remembers: true,
		seen: nothingDelivered(),
		gone: [],
		notes: [],
	};
	let window =
		resumeWindow(request.storedWindow, request) ?? openWindow(request, request.databaseNow);
	if (window.stage === 'customers') {
		for await (const step of readCustomers(reading, window)) {
			window = step.window;
			yield portion(reading, step.changes, window);
		}
	}
	if (request.includeContacts) {
		for await (const step of readContactChanges(reading, contactExport, window)) {
			window = step.window;
			yield portion(reading, step.changes, window);
		}
	}
	const retried = await readRetries(reading);
	yield { ...portion(reading, retried, window), progress: progressOf(reading, window, true) };
}

/**
 * Whether a version goes into the memory. The baseline notes what was there at its start and nothing newer: what
 * changes while it reads has to be handed on by the next run.
 */
export const isNoted = (
	{ baseline, remembers }: Reading,
	version: string,
	{ startedAt }: Window,
): boolean => remembers && (!baseline || version < startedAt);

export interface Step {
	changes: Change[];
	window: Window;
}

const portion = (reading: Reading, changes: Change[], window: Window): Portion => ({
	changes: mayRepeatInstants(window)
		? changes.map((change) => ({ ...change, newerByReading: true }))
		: changes,
	progress: progressOf(reading, window, false),
});

const progressOf = (
	{ seen, snapshots, gone, notes }: Reading,
	window: Window,
	drained: boolean,
): Progress => ({ window, drained, seen, shown: snapshots.shown, gone, notes });
