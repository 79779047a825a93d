/** A service's answer as the transport hands it on: header names in lower case, the body parsed where it was JSON. */
export interface Reply {
	status: number;
	headers: Record<string, string | undefined>;
	body: unknown;
}

export type Service = 'ServiceTitan' | 'Supabase';

/**
 * Why a service did not give us what we asked for, in the terms the code acts on.
 * `detail` is the service's own words, cleaned of secrets, for the second line of a message.
 */
export type Failure =
	/** 429: asked to slow down; `retryAfterMs` 0 where it did not say how long. */
	| { kind: 'throttled'; detail: string; retryAfterMs: number }
	/** 5xx, unreachable, or too slow: nothing happened, as far as one knows. */
	| { kind: 'unavailable'; detail: string; status?: number }
	/** 401 with a token that was just fetched. */
	| { kind: 'expired'; detail: string }
	/** The credential is not allowed to do this: a scope, a key without rights. */
	| { kind: 'denied'; detail: string }
	/** ServiceTitan's gateway knows no such route: tenant, app key or path. */
	| { kind: 'misdirected'; detail: string }
	/** The record does not exist; for Supabase, the table or function does not. */
	| { kind: 'missing'; detail: string; code?: string }
	| { kind: 'conflict'; detail: string; code?: string }
	/** The request was understood and refused: `fields` names which part, where the service says so. */
	| { kind: 'rejected'; detail: string; code?: string; fields?: Record<string, string[]> }
	/** The answer is not what the service's specification promises. */
	| { kind: 'malformed'; detail: string }
	/** The connection ended in mid-request: it may or may not have happened. */
	| { kind: 'interrupted'; detail: string };

export type FailureKind = Failure['kind'];

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
