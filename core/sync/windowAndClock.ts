import { secondsBefore, type Instant } from '../instant';
import type { ClockSeen } from './serviceTitanClock';
import { CONTACT_LAG_SECONDS, type Window } from './window';

/**
 * The window once ServiceTitan's clock was seen. Where that was set back since the cursor was taken, what changed
 * afterwards carries instants from before the cursor: the window begins earlier by as much.
 */
export function withClock(window: Window, { noted, setBackSeconds }: ClockSeen): Window {
	const further = Math.max(0, setBackSeconds - window.setBackSeconds);
	return {
		...window,
		clock: noted,
		setBackSeconds: window.setBackSeconds + further,
		since: secondsBefore(window.since, further),
	};
}

/** Where the stream of contact methods begins without a token. */
export const methodsSince = (window: Window): Instant =>
	secondsBefore(window.cursor ?? window.since, CONTACT_LAG_SECONDS + window.setBackSeconds);

/**
 * Whether instants may have come twice in what this window reads: then a row that was read later is the newer one,
 * whatever its modifiedOn says.
 */
export const mayRepeatInstants = ({ since, clock }: Window): boolean =>
	clock.repeated_until !== null && since < clock.repeated_until;
