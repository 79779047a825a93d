import { detailOf, isMarkup, textOf } from './detail';
import type { Failure, Reply } from './failure';
import { retryAfterMs } from './retryAfter';

/**
 * What a reply of Supabase means; `undefined` where it is what was asked for.
 * PostgREST answers `{code, message, details, hint}` with a SQLSTATE or its own `PGRST…` code, the gateway
 * `{message}`, the network in front of it HTML. The code decides before the status: 42501 comes as 401 and as 403.
 * `details` is left out of the words: it may repeat a whole row.
 */
export function failureOfSupabase(reply: Reply): Failure | undefined {
	const { status, body } = reply;
	if (status >= 200 && status < 300) return unreadable(body);
	const detail = detailOf(wordsOf(body), `HTTP ${status}`);
	const code = textOf(body, 'code');
	return (code ? byCode(code, reply, detail) : undefined) ?? byStatus(reply, detail);
}

/** A text may be an answer, markup is none; what begins like JSON and is still text broke off. */
function unreadable(body: unknown): Failure | undefined {
	if (isMarkup(body))
		return { kind: 'malformed', detail: detailOf(body, 'A web page instead of data') };
	if (typeof body === 'string' && /^\s*[[{]/.test(body))
		return { kind: 'interrupted', detail: 'The answer broke off' };
	return undefined;
}

type Verdict = 'missing' | 'denied' | 'unavailable' | 'rejected';

/**
 * The first pattern that fits decides. A data error (classes 21, 22, 23, what a trigger raises, P0, what is too large
 * or too deep, 54) is the row's fault, and fares no better at the next try; what the database could not do just
 * then (40, 53, 57, …) is nobody's and may be tried again.
 */
const VERDICTS: [pattern: RegExp, verdict: Verdict][] = [
	// no such function, table, type of a table's rows, column, schema
	[/^(PGRST20[0245]|PGRST106|42P01|42704|42883|42703|3F000)$/, 'missing'],
	// no key, a key that is not this project's, one that ran out, one without rights
	[/^(PGRST30[0-3]|42501|28...|0L...|0P...)$/, 'denied'],
	// PostgREST has no database, no connection free, no schema read yet
	[/^PGRST00[0-3]$/, 'unavailable'],
	// connection, rollback, resources, lock not free, operator, system, internal; 25006: made read-only, as with a full disk
	[/^(08|40|53|57|58|XX)...$|^(55P03|25006)$/, 'unavailable'],
	[/^(21|22|23|54|P0)...$/, 'rejected'],
];

function byCode(code: string, reply: Reply, detail: string): Failure | undefined {
	const verdict = VERDICTS.find(([pattern]) => pattern.test(code))?.[1];
	if (verdict === undefined) return undefined;
	if (verdict === 'unavailable') return { ...unavailable(reply, detail), code };
	if (verdict === 'rejected') return { kind: verdict, detail, code, status: reply.status };
	return { kind: verdict, detail, code };
}

function byStatus(reply: Reply, detail: string): Failure {
	const { status, body } = reply;
	const code = textOf(body, 'code');
	const coded = code ? { detail, code } : { detail };
	if (status === 429)
		return { kind: 'throttled', detail, retryAfterMs: retryAfterMs(reply, detail) ?? 0 };
	if (status === 408 || status >= 500 || status === 0)
		return { ...unavailable(reply, detail), ...coded };
	if (status === 401 || status === 403) return { kind: 'denied', ...coded };
	// PostgREST names what is missing; a 404 without a code is another site's, or a mistyped path.
	if (status === 404)
		return code ? { kind: 'missing', detail, code } : { kind: 'misdirected', detail };
	if (status === 409) return { kind: 'conflict', ...coded };
	// Neither service redirects: the address is another site's.
	if (status < 400) return { kind: 'misdirected', detail };
	return { kind: 'rejected', ...coded, status };
}

function unavailable(reply: Reply, detail: string): Failure & { kind: 'unavailable' } {
	const wait = retryAfterMs(reply, detail);
	return {
		kind: 'unavailable',
		detail,
		status: reply.status,
		...(wait === undefined ? {} : { retryAfterMs: wait }),
	};
}

function wordsOf(body: unknown): unknown {
	if (typeof body === 'string') return body;
	const message = textOf(body, 'message', 'msg', 'error_description', 'error');
	const hint = textOf(body, 'hint');
	return hint ? `${message ?? ''} (${hint})` : message;
}
