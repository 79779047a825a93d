import { RequestFailed } from '../core/failure';

const KINDS = ['denied', 'misdirected', 'missing'];

/** Whether ServiceTitan does not let this app have what it asked for: a scope is missing, whichever way it says so. */
export const isNotPermitted = (thrown: unknown): boolean =>
	thrown instanceof RequestFailed &&
	thrown.service === 'ServiceTitan' &&
	KINDS.includes(thrown.failure.kind);
