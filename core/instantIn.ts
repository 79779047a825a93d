import { DateTime } from 'luxon';

import { parseInstant, type Instant } from './instant';

/** The offset that ends a date and time: "Z", "+02", "-0500", "+05:30". */
const OFFSET = /\d\d(?:[.,]\d+)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)$/i;

/** A day by itself ends in two digits too, as an offset does. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The rarer forms: "20260701T0600", "2026-W27-3", "2026-182". Each begins with a whole date. */
const OTHER_FORM = /^\d{4}(?:\d{4}|-?W\d\d(?:-?\d)?|-?\d{3})(?:T|$)/i;

/**
 * A date and time as a person enters it: any form of ISO 8601 that names its day.
 * Without an offset it is the clock on the wall in `zone`; of an hour that comes twice in autumn the first is meant,
 * and one that does not exist in spring is the hour behind it.
 * @param zone  e.g. `America/Chicago`
 * @returns `undefined` where the text is no date and time
 */
export function parseInstantIn(text: string, zone: string): Instant | undefined {
	const trimmed = text.trim();
	const asUtc = parseInstant(trimmed);
	if (asUtc === undefined) return OTHER_FORM.test(trimmed) ? parseOther(trimmed, zone) : undefined;
	if (OFFSET.test(trimmed) && !DAY.test(trimmed)) return asUtc;
	const onTheWall = DateTime.fromISO(asUtc.slice(0, 19), { zone });
	const [first = onTheWall] = onTheWall.getPossibleOffsets().sort((a, b) => +a - +b);
	const seconds = first.toUTC().toISO({ suppressMilliseconds: true, includeOffset: false });
	return parseInstant(`${seconds ?? ''}.${asUtc.slice(20, -1)}Z`);
}

function parseOther(text: string, zone: string): Instant | undefined {
	const moment = DateTime.fromISO(text, { zone });
	return moment.isValid ? parseInstant(moment.toUTC().toISO() ?? '') : undefined;
}
