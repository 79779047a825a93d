import { asError } from '../asError';
import { secondsBefore, type Instant } from '../instant';
import { BusinessHoursUnreadable, type BusinessHoursInput } from './businessHours';
import { nextOpening } from './nextOpening';

/** A workspace as far as it tells when its next run is due. */
export interface DueSoon {
	enabled: boolean;
	timezone: string | null;
	/** As it stands in the database, where people edit it; `null`: all day. */
	businessHours: unknown;
	/** Of the last run, whatever came of it. */
	lastStartedAt: Instant | null;
}

export interface NextDue {
	/** In the past where it is overdue; `null` where none is due: the sync is off, or no day is open. */
	at: Instant | null;
	/** Whether it has to wait until the hours begin. */
	waitsForHours: boolean;
	/** Why the hours cannot be read; they count as open then, as for whoever runs it. */
	unreadable: string | null;
}

/** Every 15 minutes, as the workflows of this package do. */
export const INTERVAL_MINUTES = 15;

/**
 * When the next run is due: a while after the start of the last one, inside the workspace's own hours. A Trigger that
 * keeps other hours, or none, in its own fields knows better.
 * @param timezone  where hours are set and no time zone is
 */
export function nextDue(
	{ enabled, lastStartedAt, ...workspace }: DueSoon,
	{ now, timezone }: { now: Instant; timezone: string },
): NextDue {
	if (!enabled) return { at: null, waitsForHours: false, unreadable: null };
	const since = lastStartedAt ? secondsBefore(lastStartedAt, -60 * INTERVAL_MINUTES) : now;
	const { businessHours } = workspace;
	if (businessHours === null || businessHours === undefined)
		return { at: since, waitsForHours: false, unreadable: null };
	const hours = businessHours as BusinessHoursInput;
	const zone = hours.timezone || workspace.timezone || timezone;
	try {
		const at = nextOpening({ ...hours, timezone: zone }, since) ?? null;
		return { at, waitsForHours: at !== since, unreadable: null };
	} catch (failure) {
		if (!(failure instanceof BusinessHoursUnreadable)) throw asError(failure);
		return { at: since, waitsForHours: false, unreadable: failure.message };
	}
}
