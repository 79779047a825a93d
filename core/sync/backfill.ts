import { z } from 'zod';

import { instant, secondsBefore, type Instant } from '../instant';
import type { Commit } from './commit';
import { nothingDelivered } from './delivered';
import { clockNoted, type ClockNoted } from './serviceTitanClock';
import { CONTACT_LAG_SECONDS } from './window';

/**
 * How far an initial sync is, over all the runs it takes. It is kept after each page that was written,
 * so that whatever ends a run, the next one goes on from there.
 */
const backfillSchema = z.object({
	version: z.literal(1),
	/** ServiceTitan's time when the first of its runs began: what changes from then on is the incremental sync's. */
	startedAt: instant,
	/** ServiceTitan's clock at that time. */
	clock: clockNoted,
	/** All contact methods are read once before the first customer is: see docs/how-it-works.md. */
	stage: z.enum(['contactMethods', 'customers']),
	/** `lists`: the app may not read the exports, and the list of customers stands in for them. */
	source: z.enum(['exports', 'lists']),
	/** Where the export of contact methods goes on; `null` at its beginning. */
	contactsFrom: z.string().nullable().catch(null),
	/**
	 * Where that export stood when the first customer was read. What changed behind it may be missing in customers that
	 * were written already, however far a later run read on: the incremental sync goes on from there.
	 */
	handOverFrom: z.string().nullable().catch(null).default(null),
	/** Where the export of customers goes on; `null` at its beginning. */
	customersFrom: z.string().nullable().catch(null),
	/** How far the list is that stands in for the exports: a window, read where it is used. */
	window: z.unknown(),
	/** Contact methods and customers read so far. */
	contactMethods: z.number().int().nonnegative(),
	customers: z.number().int().nonnegative(),
	/** How many customers there were at the start; `null` where ServiceTitan did not say. */
	total: z.number().int().nonnegative().nullable(),
	/** What a person should know of it, one sentence each. */
	notes: z.array(z.string()),
});

export type Backfill = z.output<typeof backfillSchema>;

export const newBackfill = (start: {
	startedAt: Instant;
	clock: ClockNoted;
	total: number | null;
}): Backfill => ({
	version: 1,
	...start,
	stage: 'contactMethods',
	source: 'exports',
	contactsFrom: null,
	handOverFrom: null,
	customersFrom: null,
	window: null,
	contactMethods: 0,
	customers: 0,
	notes: [],
});

/** @returns `undefined` where none is under way, or what is stored cannot be read: then it begins anew */
export function readBackfill(stored: unknown): Backfill | undefined {
	const parsed = backfillSchema.safeParse(stored);
	return parsed.success ? withEmptiedPlaces(parsed.data) : undefined;
}

/** A person who empties a place wants to begin there again: what was counted behind it comes once more. */
const withEmptiedPlaces = (backfill: Backfill): Backfill => {
	const { contactsFrom, customersFrom, source } = backfill;
	const anew = source === 'exports' && !customersFrom;
	return {
		...backfill,
		contactsFrom: contactsFrom || null,
		customersFrom: customersFrom || null,
		contactMethods: contactsFrom ? backfill.contactMethods : 0,
		customers: anew ? 0 : backfill.customers,
	};
};

export const withNote = (backfill: Backfill, note: string): Backfill => ({
	...backfill,
	notes: [...new Set([...backfill.notes, note])],
});

/** What the end of an initial sync stores: the incremental sync takes over without a gap. */
export interface InitialCommit extends Commit {
	initial_sync_completed: true;
}

/**
 * The cursor goes to the first start, less what the export shows late; the contact stream begins where the first
 * customer was read, or at that time where lists stood in for the exports. It says so in any case: the place that the
 * incremental sync has kept may be a later one.
 */
export const initialCommitOf = (backfill: Backfill): InitialCommit => {
	const cursor = secondsBefore(backfill.startedAt, CONTACT_LAG_SECONDS);
	return {
		cursor_to: cursor,
		window: null,
		contact_token: backfill.handOverFrom ?? cursor,
		delivered: nothingDelivered(),
		delivered_since: { customer: cursor, contact_method: null },
		gone: [],
		clock: backfill.clock,
		note: backfill.notes.join(' ') || null,
		initial_sync_completed: true,
	};
};
