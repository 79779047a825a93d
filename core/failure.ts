/** A service's answer as the transport hands it on: header names in lower case, the body parsed where it was JSON. */
export interface Reply {
	status: number;
	headers: Record<string, string | undefined>;
	body: unknown;
}

export type Service = 'ServiceTitan' | 'Supabase';

/**
 * Why a service did not give us what we asked for, in the terms the code acts on.
 * `detail` is the service's own words, cleaned of secrets, for the second line of a message;
 * `code` is the service's own name for it, where it has one: a SQLSTATE, `PGRST…`, an OAuth code.
 */
export type Failure =
	/** 429: asked to slow down, nothing was done; `retryAfterMs` 0 where it did not say how long. */
	| { kind: 'throttled'; detail: string; retryAfterMs: number }
	/** 408, 5xx, unreachable, or a database that could not just then: nothing happened, as far as one knows. */
	| Unavailable
	/** 401 with a token that was just fetched. */
	| { kind: 'expired'; detail: string }
	/** The credential is not allowed to do this: a scope, a wrong key, a key without rights. */
	| { kind: 'denied'; detail: string; code?: string }
	/** Nobody there knows this address. ServiceTitan: tenant, app key or path. Supabase: the project's URL. */
	| { kind: 'misdirected'; detail: string }
	/** The record does not exist; for Supabase, the table, column, schema or function does not. */
	| { kind: 'missing'; detail: string; code?: string }
	| { kind: 'conflict'; detail: string; code?: string }
	/** The request was understood and refused: `fields` names which part, where the service says so. */
	| {
			kind: 'rejected';
			detail: string;
			code?: string;
			status?: number;
			fields?: Record<string, string[]>;
	  }
	/** The answer is not what the service's specification promises. */
	| { kind: 'malformed'; detail: string }
	/** The connection or the answer ended early: the request may or may not have been carried out. */
	| { kind: 'interrupted'; detail: string };

export interface Unavailable {
	kind: 'unavailable';
	detail: string;
	status?: number;
	code?: string;
	/** Present where the service said when to come back. */
	retryAfterMs?: number;
	/** True where the request certainly never reached the service: connection refused, name unknown. */
	refused?: boolean;
}

export type FailureKind = Failure['kind'];

/** The SQLSTATE of a statement that ran into the database's time limit. */
export const STATEMENT_TIMEOUT = '57014';

/** Whether the request was too large for the service: half of it may well pass, all of it again will not. */
export const askedTooMuch = (failure: Failure): boolean =>
	(failure.kind === 'unavailable' && failure.code === STATEMENT_TIMEOUT) ||
	(failure.kind === 'rejected' && failure.status === 413);

/** A service's failure on its way to the one place that puts it into words. */
export class RequestFailed extends Error {
	constructor(
		readonly service: Service,
		readonly failure: Failure,
	) {
		super(`${service}: ${failure.detail}`);
		this.name = 'RequestFailed';
	}
}
