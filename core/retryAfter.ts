import { DateTime } from 'luxon';

import type { Reply } from './failure';

/**
 * How long the service asks us to stay away, in milliseconds, or `undefined` where it does not say.
 * `Retry-After` holds seconds, with a fraction too, or a date. A date counts from the reply's own `Date`,
 * so that nobody's clock is needed. ServiceTitan at times says it in words alone: "… in 12 seconds."
 */
export function retryAfterMs({ headers }: Reply, words = ''): number | undefined {
	const header = headers['retry-after']?.trim();
	return (
		(header ? (secondsToMs(header) ?? dateToMs(header, headers['date'])) : undefined) ??
		secondsToMs(/\bin\s+(\d+(?:\.\d+)?)\s+seconds?\b/i.exec(words)?.[1])
	);
}

const secondsToMs = (seconds: string | undefined): number | undefined =>
	seconds !== undefined && /^\d+(\.\d*)?$/.test(seconds)
		? Math.ceil(Number(seconds) * 1000)
		: undefined;

function dateToMs(date: string, sentAt: string | undefined): number | undefined {
	const wait = DateTime.fromHTTP(date).toMillis() - DateTime.fromHTTP(sentAt ?? '').toMillis();
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
