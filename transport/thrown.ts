import { RequestFailed, type Reply, type Service } from '../core/failure';
import { failureOfConnection } from '../core/failureOfConnection';
import { headersOf } from './headers';

/** What n8n and its HTTP client hang on the errors they throw, as far as it is read here. */
interface Thrown {
	code?: unknown;
	message?: unknown;
	response?: { status?: unknown; headers?: object; data?: unknown };
}

/**
 * The reply inside a thrown status: a 401 that came again after n8n had fetched a new token.
 * A reply that broke off carries its status too, a good one: that is no answer.
 */
export function replyWithin(thrown: unknown): Reply | undefined {
	const found = causes(thrown).find(({ response }) => Number(response?.status) >= 400);
	if (!found?.response) return undefined;
	const { status, headers, data } = found.response;
	return { status: Number(status), headers: headersOf(headers), body: data };
}

/**
 * What to throw on: the failure the credential met while fetching a token, or what a broken connection means,
 * or, where it is neither (a node without a credential, say), what n8n threw, which speaks for itself.
 * The client's own error goes no further: it holds the request's headers, and with them the secrets.
 */
export function failedOf(thrown: unknown, service: Service): Error {
	const chain = causes(thrown);
	const known = chain.find((cause) => cause instanceof RequestFailed);
	if (known instanceof RequestFailed) return known;
	const broken = chain.find(({ code }) => typeof code === 'string');
	if (!broken) return thrown instanceof Error ? thrown : new Error(String(thrown));
	if (broken.code === 'ERR_CANCELED') return new Error('The execution was stopped');
	return new RequestFailed(
		service,
		failureOfConnection(String(broken.code), String(broken.message ?? '')),
	);
}

/** An error and what it was caused by, outermost first. A few are enough, and a circle ends too. */
function causes(thrown: unknown): Thrown[] {
	const chain: Thrown[] = [];
	let next = thrown;
	while (typeof next === 'object' && next !== null && chain.length < 5) {
		chain.push(next);
		next = 'cause' in next ? next.cause : undefined;
	}
	return chain;
}
