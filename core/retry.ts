import { STATEMENT_TIMEOUT, type Failure, type Unavailable } from './failure';

export interface RetryPolicy {
	/** How often a request is sent at most, the first time included. */
	attempts: number;
	/** About how long the first wait is; each further one is twice as long. */
	baseMs: number;
	/** No wait is longer, and a service that asks for more is not waited for. */
	longestMs: number;
	/** No attempt begins later than this after the first one: hangs take longer than waits. */
	longestInAllMs: number;
}

/** For credential tests and lists that a person is waiting for: some 2 seconds of waiting at most. */
export const brief: RetryPolicy = {
	attempts: 3,
	baseMs: 250,
	longestMs: 2_000,
	longestInAllMs: 10_000,
};

/** For polls and single actions: rides out a hiccup, 4 to 8 seconds, or one answer that never comes. */
export const patient: RetryPolicy = {
	attempts: 5,
	baseMs: 500,
	longestMs: 30_000,
	longestInAllMs: 120_000,
};

/** For what a long run must not lose: rides out a minute's outage, 64 to 124 seconds. */
export const persistent: RetryPolicy = {
	attempts: 9,
	baseMs: 500,
	longestMs: 60_000,
	longestInAllMs: 300_000,
};

export interface Attempted {
	failure: Failure;
	/** How often it was tried before the attempt that failed: 0 when the first one did. */
	attempt: number;
	/** How long ago the first attempt began, in milliseconds. */
	spentMs?: number;
	policy: RetryPolicy;
	/** In [0, 1): spreads clients apart that were turned away together. */
	chance: number;
	/** Whether carrying it out twice is harmless: every read, and every write that names its record or its run. */
	idempotent: boolean;
}

/** @returns milliseconds to wait before sending the same request again, or `undefined` to give up */
export function waitBeforeRetry(attempted: Attempted): number | undefined {
	const { failure, attempt, spentMs = 0, policy, chance } = attempted;
	if (attempt + 1 >= policy.attempts || !mayBeRepeated(attempted)) return undefined;
	const asked = askedToWait(failure);
	// Coming back before the service said so only earns a second refusal.
	if (asked > policy.longestMs) return undefined;
	const backoff = policy.baseMs * 2 ** attempt * (0.5 + chance / 2);
	const wanted = Math.max(asked + chance * policy.baseMs, backoff);
	const wait = Math.round(Math.min(policy.longestMs, wanted));
	return spentMs + wait > policy.longestInAllMs ? undefined : wait;
}

function mayBeRepeated({ failure, idempotent }: Attempted): boolean {
	switch (failure.kind) {
		case 'throttled':
			return true;
		case 'unavailable':
			// A statement that ran out of time would again: its sender asks for less instead.
			return failure.code !== STATEMENT_TIMEOUT && (idempotent || neverBegun(failure));
		case 'interrupted':
			return idempotent;
		// While a request is tried this is a page of something in between, or nothing: what is no record's fault.
		case 'malformed':
			return idempotent;
		// The same question would get the same answer.
		case 'expired':
		case 'denied':
		case 'misdirected':
		case 'missing':
		case 'conflict':
		case 'rejected':
			return false;
	}
}

/** The service turned the request away at the door, so that what it creates cannot exist yet. */
const neverBegun = ({ status, retryAfterMs, refused }: Unavailable): boolean =>
	refused === true || (status === 503 && retryAfterMs !== undefined);

const askedToWait = (failure: Failure): number =>
	failure.kind === 'throttled' || failure.kind === 'unavailable' ? (failure.retryAfterMs ?? 0) : 0;
