import type { RetryAfterForm } from '../switches';

/** What can go wrong with one request. */
export const FAULT_KINDS = {
	'401': 'The token is refused',
	'403': 'A scope is missing',
	'404': 'The gateway does not know the path',
	'429': 'Too many requests',
	'500': 'ServiceTitan fails',
	'502': 'The gateway has no answer',
	'503': 'The service is away',
	'504': 'The gateway waited too long',
	reset: 'The connection is reset before anything happened',
	lostAnswer: 'The connection is reset after the work was done',
	hang: 'No answer ever comes',
	html: '502 with a page of HTML',
	html200: '200 with a page of HTML',
	empty: '200 with nothing in it',
	truncated: 'The JSON breaks off in the middle',
	emptyPage: 'No rows, but the promise of more',
	samePage: 'The page before once more',
	exportTokenRefused: 'The token to go on from is refused with 400',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

export interface FaultOptions {
	/** Only requests to this path: a text that must be its end, or a pattern. Without it, the API but not tokens. */
	path?: string | RegExp;
	method?: string;
	/** So many matching requests go through first. */
	after?: number;
	/** For 429: when to come back, and how it is said; else the switch decides. */
	retryAfterSeconds?: number;
	retryAfter?: RetryAfterForm;
}

export interface Fault extends FaultOptions {
	kind: FaultKind;
}
