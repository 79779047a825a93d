import { RequestFailed } from '../core/failure';

/** ServiceTitan answered, but not what its specification promises; the run ends and nothing moves. */
export const malformedAnswer = (detail: string): RequestFailed =>
	new RequestFailed('ServiceTitan', { kind: 'malformed', detail });
