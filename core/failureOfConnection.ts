import { detailOf } from './detail';
import type { Failure } from './failure';

/** The request certainly never reached the service. */
const NEVER_REACHED = new Map([
	['ECONNREFUSED', 'The connection was refused'],
	['ENOTFOUND', 'The host name is unknown'],
	['EAI_AGAIN', 'The host name could not be looked up'],
	['EHOSTUNREACH', 'The host cannot be reached'],
	['ENETUNREACH', 'The network cannot be reached'],
]);

/** It may have arrived, and may have been carried out, though no answer came. */
const NO_ANSWER = new Map([
	['ECONNABORTED', 'No answer within the time limit'],
	['ETIMEDOUT', 'No answer within the time limit'],
	['ESOCKETTIMEDOUT', 'No answer within the time limit'],
	['UND_ERR_HEADERS_TIMEOUT', 'No answer within the time limit'],
	['UND_ERR_BODY_TIMEOUT', 'No answer within the time limit'],
	['ECONNRESET', 'The connection was cut off'],
	['EPIPE', 'The connection was cut off'],
	['ERR_BAD_RESPONSE', 'The answer broke off'],
	['UND_ERR_SOCKET', 'The connection was cut off'],
	['ERR_STRING_TOO_LONG', 'The answer is too large'],
]);

/** Node's families of codes: what came is no HTTP, no TLS, or not compressed as it says. */
const GARBLED: [pattern: RegExp, detail: string][] = [
	[/^HPE_/, 'What came back is not HTTP'],
	[/^Z_|^ERR_BROTLI|^ZSTD_/, 'The answer could not be unpacked'],
];

/**
 * What it means that a request was answered by nothing at all.
 * @param code  Node's or the HTTP client's code, e.g. `ECONNREFUSED`
 * @param message  the client's own words, used where the code says nothing
 */
export function failureOfConnection(code: string | undefined, message?: string): Failure {
	const neverReached = NEVER_REACHED.get(code ?? '');
	if (neverReached) return { kind: 'unavailable', detail: neverReached, refused: true };
	// A certificate does not mend itself, but it is the other side that is not available.
	if (code && /CERT|SELF_SIGNED|^ERR_TLS|^ERR_SSL/.test(code))
		return {
			kind: 'unavailable',
			detail: `The certificate was not accepted (${code})`,
			refused: true,
		};
	if (code === 'EPROTO')
		return { kind: 'unavailable', detail: 'No secure connection came about', refused: true };
	const noAnswer =
		NO_ANSWER.get(code ?? '') ?? GARBLED.find(([pattern]) => pattern.test(code ?? ''))?.[1];
	return {
		kind: 'interrupted',
		detail: noAnswer ?? detailOf(message, 'The connection ended early'),
	};
}
