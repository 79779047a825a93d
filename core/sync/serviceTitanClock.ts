import { z } from 'zod';

import { instant, latest, secondsBefore, secondsBetween, type Instant } from '../instant';

/** The `Date` header counts whole seconds, and a reply takes a while: less than this is no step. */
const TOLERANCE_SECONDS = 15;

/**
 * What a run knows of ServiceTitan's clock, for the next one to compare. A clock that is set back makes
 * instants come twice: what is modified then looks as if it had been read before, and older than what is stored.
 */
export const clockNoted = z.object({
	/** How far it was ahead of the database's when the cursor was taken; negative when behind; `null` unknown. */
	ahead_seconds: z.number().nullable(),
	/** What is modified before this may carry an instant that has been there before; `null`: nothing does. */
	repeated_until: instant.nullable(),
});

export type ClockNoted = z.output<typeof clockNoted>;

export interface ClockSeen {
	noted: ClockNoted;
	/** By how much it was set back since it was noted; 0 when it was not. */
	setBackSeconds: number;
}

/**
 * @param before  as the run before noted it
 * @param serviceTitan  its time now, `undefined` where no reply said so
 * @param database  the database's time at the same moment
 */
export function seeClock(
	before: ClockNoted | undefined,
	serviceTitan: Instant | undefined,
	database: Instant,
): ClockSeen {
	const repeated_until = before?.repeated_until ?? null;
	if (serviceTitan === undefined) {
		return { noted: { ahead_seconds: null, repeated_until }, setBackSeconds: 0 };
	}
	const ahead_seconds = secondsBetween(database, serviceTitan);
	const step = (before?.ahead_seconds ?? ahead_seconds) - ahead_seconds;
	if (step <= TOLERANCE_SECONDS) {
		return { noted: { ahead_seconds, repeated_until }, setBackSeconds: 0 };
	}
	const until = secondsBefore(serviceTitan, -step);
	return {
		noted: {
			ahead_seconds,
			repeated_until: repeated_until ? latest(repeated_until, until) : until,
		},
		setBackSeconds: step,
	};
}

/**
 * The clock to compare with. A run that wrote something and was never finished noted nothing, but what it wrote says
 * how far the clock was ahead at least.
 * @param writtenAhead  seconds by which the newest reading was ahead of the database when it was written
 */
export function clockBefore(
	noted: ClockNoted | undefined,
	writtenAhead: number | undefined,
): ClockNoted | undefined {
	if (writtenAhead === undefined) return noted;
	const ahead_seconds = Math.max(noted?.ahead_seconds ?? writtenAhead, writtenAhead);
	return { ahead_seconds, repeated_until: noted?.repeated_until ?? null };
}
