import { z } from 'zod';

import { earliest, instant, millisOf, secondsBefore, type Instant } from '../instant';
import { clockNoted, type ClockNoted } from './serviceTitanClock';

/** How far the contact stream reaches back without a token: its data shows up to 15 minutes late. */
export const CONTACT_LAG_SECONDS = 20 * 60;

/** A cursor further ahead of the clock than this is a mistake, not a clock that drifts. */
const FUTURE_TOLERANCE_MS = 15 * 60 * 1000;

/** Before ServiceTitan was: a window from here on holds every customer, and needs no bound when it is asked for. */
export const EVER: Instant = '2000-01-01T00:00:00.0000000Z';

/**
 * One read of everything changed since the cursor, and how far it has come. It is kept whole between
 * polls: rows only enter the set that it pages through, so a later page still holds what it would have held.
 */
const windowSchema = z.object({
	version: z.literal(1),
	/** The cursor it was opened from; `null` where there was none and `startFrom` stood in. */
	cursor: instant.nullable(),
	/** `modifiedOnOrAfter` of every page. */
	since: instant,
	/** The run's start by ServiceTitan's clock: the next cursor once all is written. */
	startedAt: instant,
	/** The page size in use; smaller than the wanted one where this tenant refused that. */
	pageSize: z.number().int().positive(),
	wantedPageSize: z.number().int().positive(),
	excludeAccountingChanges: z.boolean(),
	stage: z.enum(['customers', 'contactMethods']),
	/** The next page to read, from 1. */
	page: z.number().int().positive(),
	/** The highest customer id read so far in this drain: a row at or below it was read before. */
	lastId: z.number().int().nonnegative(),
	/** Customers read in this drain that were modified before `startedAt`. */
	counted: z.number().int().nonnegative(),
	/** Which drain of the customers this is, from 1. */
	drain: z.number().int().positive(),
	/** False once the customers turned out to come in another order than the one asked for. */
	ordered: z.boolean().default(true),
	/** In that case: customers modified before this were read. */
	customersUpTo: instant.nullable().default(null),
	/** Where the contact stream goes on: a token, or `null` where it begins. */
	contactFrom: z.string().nullable(),
	/** Where the next run begins instead, `null` for the beginning: a customer was not there yet whose phone had changed. */
	heldFrom: z.string().nullish(),
	/** Without the export: contact methods modified before this were read. */
	methodsUpTo: instant.nullable(),
	/** ServiceTitan's clock at `startedAt`. */
	clock: clockNoted.default({ ahead_seconds: null, repeated_until: null }),
	/** By how many seconds it reads further back, because that clock was set back since the cursor was taken. */
	setBackSeconds: z.number().nonnegative().default(0),
});

export type Window = z.output<typeof windowSchema>;

export interface ReadSettings {
	lookbackSeconds: number;
	pageSize: number;
	excludeAccountingChanges: boolean;
}

export interface Opening extends ReadSettings {
	/** Start of the last finished run; `null` before the first. */
	cursor: Instant | null;
	/** Where to begin while there is no cursor. */
	startFrom?: Instant;
	contactToken: string | null;
	/** ServiceTitan's clock when the cursor was taken, where that is known. */
	clock?: ClockNoted;
}

/** @returns a window that starts at the cursor less the lookback; its `startedAt` is set by the first reply */
export function openWindow(opening: Opening, startedAt: Instant): Window {
	const begin = opening.cursor ?? opening.startFrom ?? startedAt;
	return {
		version: 1,
		cursor: opening.cursor,
		since: sinceOf(begin, opening.lookbackSeconds),
		startedAt,
		pageSize: opening.pageSize,
		wantedPageSize: opening.pageSize,
		excludeAccountingChanges: opening.excludeAccountingChanges,
		stage: 'customers',
		page: 1,
		lastId: 0,
		counted: 0,
		drain: 1,
		ordered: true,
		customersUpTo: null,
		contactFrom: opening.contactToken,
		methodsUpTo: null,
		clock: opening.clock ?? { ahead_seconds: null, repeated_until: null },
		setBackSeconds: 0,
	};
}

export const sinceOf = (cursor: Instant, lookbackSeconds: number): Instant =>
	secondsBefore(cursor, lookbackSeconds);

/**
 * The window a former run left open, as far as it still holds.
 * @param stored  what the state keeps: foreign data, so broken or outdated is the same as none
 * @returns `undefined` where a new one must be opened; from page 1 where page size or filters were edited
 */
export function resumeWindow(stored: unknown, opening: Opening): Window | undefined {
	const parsed = windowSchema.safeParse(stored);
	// A cursor that was moved meanwhile, by a person or a finished run, makes the window meaningless.
	if (!parsed.success || parsed.data.cursor !== opening.cursor) return undefined;
	const window = parsed.data;
	// Without a cursor the place to begin is a setting, which may have been edited meanwhile.
	const { cursor, startFrom, lookbackSeconds } = opening;
	if (cursor === null && startFrom && window.since > sinceOf(startFrom, lookbackSeconds)) {
		return undefined;
	}
	const sameRead =
		window.wantedPageSize === opening.pageSize &&
		window.excludeAccountingChanges === opening.excludeAccountingChanges;
	return sameRead ? window : restartDrain({ ...window, ...settingsOf(opening) }, window.drain);
}

const settingsOf = ({ pageSize, excludeAccountingChanges }: ReadSettings) => ({
	pageSize,
	wantedPageSize: pageSize,
	excludeAccountingChanges,
});

/** The customers once more from page 1: nothing that was read is forgotten, it is only read again. */
export const restartDrain = (window: Window, drain: number): Window => ({
	...window,
	stage: 'customers',
	page: 1,
	lastId: 0,
	counted: 0,
	drain,
	ordered: true,
	customersUpTo: null,
});

/** By how much clocks may differ where ServiceTitan does not say what its own shows. */
const UNKNOWN_CLOCK_SECONDS = 15 * 60;

/** The run's start, never later than the database's own time: a fast clock must not skip what comes after. */
export const startOf = (serviceTitanTime: Instant | undefined, databaseTime: Instant): Instant =>
	serviceTitanTime === undefined
		? secondsBefore(databaseTime, UNKNOWN_CLOCK_SECONDS)
		: earliest(serviceTitanTime, databaseTime);

export const isInFuture = (cursor: Instant, now: Instant): boolean =>
	millisOf(cursor) > millisOf(now) + FUTURE_TOLERANCE_MS;
