import type { Failure } from '../core/failure';
import { hiding } from '../core/withoutSecrets';

/** The failure without these secrets in any of its texts: services do repeat what they were sent. */
export const cleanOf = (failure: Failure, secrets: string[] = []): Failure => ({
	...(JSON.parse(hiding(secrets)(JSON.stringify(failure))) as Failure),
	kind: failure.kind as never,
});
