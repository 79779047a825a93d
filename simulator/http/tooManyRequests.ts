import type { RetryAfterForm } from '../switches';
import { Problem, problemResponse } from './problem';

export interface TooMany {
	/** Seconds until calls are taken again. */
	seconds: number;
	form: RetryAfterForm;
	/** Milliseconds since 1970. */
	now: number;
	traceId: string;
}

/** 429, saying when to come back in one of the ways that were seen: the title always does. */
export function tooManyRequests({ seconds, form, now, traceId }: TooMany): Response {
	const whole = Math.max(1, Math.ceil(seconds));
	const title = `Rate limit is exceeded. Try again in ${whole} seconds.`;
	const tenths = Math.max(1, Math.ceil(seconds * 10));
	const headers = {
		integer: String(whole),
		float: (tenths / 10).toFixed(1),
		date: new Date(now + whole * 1000).toUTCString(),
	};
	return problemResponse(
		new Problem(429, title),
		traceId,
		form === 'absent' ? {} : { 'retry-after': headers[form] },
	);
}
