import { DateTime } from 'luxon';

import { RequestFailed, type Failure, type Reply, type Service } from '../core/failure';
import { instantOfMillis, type Instant } from '../core/instant';
import { waitBeforeRetry, type RetryPolicy } from '../core/retry';
import { cleanOf } from './cleanOf';
import type { Clock } from '../sync/ports';
import type { HttpRequest, Send } from './http';
import type { Pace } from './pace';

/** All that asking one service takes. */
export interface Asking {
	service: Service;
	send: Send;
	/** What a reply means; `undefined` where it is what was asked for. */
	failureOf: (reply: Reply) => Failure | undefined;
	clock: Clock;
	policy: RetryPolicy;
	pace?: Pace;
	/** True where the service says with its status alone that it is done. */
	mayBeEmpty?: boolean;
	/** What the requests carry: hidden wherever an answer repeats it. */
	secrets?: string[];
}

export interface Answer {
	reply: Reply;
	/** The service's own time when it was asked; `undefined` where its reply carried no readable `Date`. */
	askedAt: Instant | undefined;
	/** The reply's `Date` alone. */
	answeredAt?: Instant;
}

/**
 * Sends until the service gives what was asked for, or the rule for retries gives up.
 * @param idempotent  whether carrying the request out twice is harmless
 * @throws RequestFailed with the last attempt's failure
 */
export async function ask(
	asking: Asking,
	request: HttpRequest,
	idempotent: boolean,
): Promise<Answer> {
	const { service, clock, policy } = asking;
	const began = clock.now();
	for (let attempt = 0; ; attempt++) {
		const outcome = await attemptOnce(asking, request);
		if ('reply' in outcome) return outcome;
		const { failure } = outcome;
		const spentMs = clock.now() - began;
		const chance = clock.chance();
		const wait = waitBeforeRetry({ failure, attempt, spentMs, policy, chance, idempotent });
		if (wait === undefined) throw new RequestFailed(service, cleanOf(failure, asking.secrets));
		await clock.sleep(wait);
	}
}

async function attemptOnce(
	{ send, failureOf, clock, pace, mayBeEmpty = false }: Asking,
	request: HttpRequest,
): Promise<Answer | { failure: Failure }> {
	const untilFree = pace?.reserve(clock.now()) ?? 0;
	if (untilFree > 0) await clock.sleep(untilFree);
	const sentAt = clock.now();
	const sent = await send(request).then((reply) => ({ reply }), failureIn);
	if ('failure' in sent) return sent;
	const failure = failureOf(sent.reply) ?? (mayBeEmpty ? undefined : nothingIn(sent.reply));
	if (failure) return { failure };
	return { reply: sent.reply, ...timesOf(sent.reply, clock.now() - sentAt) };
}

/** Nearly every call of ours asks for JSON. */
const nothingIn = ({ body }: Reply): Failure | undefined =>
	body === undefined || body === null || (typeof body === 'string' && body.trim() === '')
		? { kind: 'malformed', detail: 'The answer is empty' }
		: undefined;

const failureIn = (thrown: unknown): { failure: Failure } => {
	if (thrown instanceof RequestFailed) return { failure: thrown.failure };
	throw thrown;
};

/** `askedAt` is the reply's `Date` less the time it took: no later than when the service looked. */
function timesOf({ headers }: Reply, tookMs: number): Omit<Answer, 'reply'> {
	const answeredMs = millisOfDate(headers.date ?? '');
	if (Number.isNaN(answeredMs)) return { askedAt: undefined };
	return {
		askedAt: instantOfMillis(answeredMs - Math.max(0, tookMs)),
		answeredAt: instantOfMillis(answeredMs),
	};
}

/** As servers write it today; for the two older forms HTTP knows, the calendar library is asked. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** @returns milliseconds since 1970; NaN where it is no date */
const millisOfDate = (date: string): number =>
	HTTP_DATE.test(date) ? Date.parse(date) : DateTime.fromHTTP(date).toMillis();
