import { detailOf, fieldOf, isMarkup, textOf } from './detail';
import type { Failure, Reply } from './failure';
import { retryAfterMs } from './retryAfter';

/**
 * What a reply of ServiceTitan's API, gateway or token service means; `undefined` where it is what was asked for.
 * Bodies are RFC 7807 objects, the gateway's `{statusCode, message}`, OAuth's `{error}`, HTML, text or nothing.
 */
export function failureOfServiceTitan(reply: Reply): Failure | undefined {
	const { status, body } = reply;
	if (status >= 200 && status < 300) return unreadable(body);
	const words = wordsOf(body);
	const detail = detailOf(words, `HTTP ${status}`);
	if (status === 429)
		return { kind: 'throttled', detail, retryAfterMs: retryAfterMs(reply, words) ?? 0 };
	if (status === 408 || status >= 500 || status === 0) return unavailable(reply, detail, words);
	if (status === 401) return { kind: 'expired', detail };
	if (status === 403) return { kind: 'denied', detail };
	if (status === 404) return { kind: isRecordsAnswer(body) ? 'missing' : 'misdirected', detail };
	if (status === 409) return { kind: 'conflict', detail };
	// Neither service redirects: the address is another site's.
	if (status < 400) return { kind: 'misdirected', detail };
	return refused(reply, detail);
}

/** ServiceTitan answers with JSON or nothing; text where JSON was due is a strange page, or JSON that broke off. */
function unreadable(body: unknown): Failure | undefined {
	if (typeof body !== 'string' || body.trim() === '') return undefined;
	if (isMarkup(body))
		return { kind: 'malformed', detail: detailOf(body, 'A web page instead of data') };
	if (/^\s*[[{]/.test(body)) return { kind: 'interrupted', detail: 'The answer broke off' };
	return { kind: 'malformed', detail: detailOf(body, 'Text instead of data') };
}

function unavailable(reply: Reply, detail: string, words: string): Failure {
	const wait = retryAfterMs(reply, words);
	return {
		kind: 'unavailable',
		detail,
		status: reply.status,
		...(wait === undefined ? {} : { retryAfterMs: wait }),
	};
}

/** The gateway's 404 for a wrong path, tenant or app key is no Error object; a missing record's is. */
const isRecordsAnswer = (body: unknown): boolean =>
	textOf(body, 'title') !== undefined && !/unable to match incoming request/i.test(wordsOf(body));

/** The token service's codes for an id, secret or app that it does not accept. */
const CREDENTIAL_CODES = new Set([
	'invalid_client',
	'unauthorized_client',
	'invalid_scope',
	'access_denied',
]);

function refused({ status, body }: Reply, detail: string): Failure {
	const code = textOf(body, 'error');
	if (code && CREDENTIAL_CODES.has(code)) return { kind: 'denied', detail, code };
	const fields = fieldsOf(body);
	return {
		kind: 'rejected',
		detail: withFields(detail, fields),
		status,
		...(fields ? { fields } : {}),
	};
}

const wordsOf = (body: unknown): string =>
	typeof body === 'string'
		? body
		: (textOf(body, 'title', 'message', 'detail', 'error_description', 'error') ?? '');

/** `errors` is `{field: [message]}`; anything else in there is passed over. */
function fieldsOf(body: unknown): Record<string, string[]> | undefined {
	const said = fieldOf(body, 'errors');
	if (typeof said !== 'object' || said === null) return undefined;
	const fields = Object.entries(said)
		.map(([field, messages]): [string, string[]] => [field, textsIn(messages)])
		.filter(([, messages]) => messages.length > 0);
	return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

const textsIn = (messages: unknown): string[] =>
	[messages]
		.flat()
		.flatMap((message) => (typeof message === 'string' ? [detailOf(message, '')] : []));

const withFields = (detail: string, fields: Record<string, string[]> | undefined): string => {
	if (!fields) return detail;
	const named = Object.entries(fields).map(
		([field, messages]) => `${field}: ${messages.join(', ')}`,
	);
	return detailOf(`${detail} (${named.join('; ')})`, detail);
};
