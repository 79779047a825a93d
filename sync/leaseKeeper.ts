import type { Ports, RunKey } from './ports';

/** Well inside the shortest lease of a minute and the usual one of ten. */
const RENEW_AFTER_MS = 30_000;

/**
 * Renews the lease at page borders, at most twice a minute: a run that reads slowly is not dead.
 * @returns to be called at each border; throws Refused once another run took over
 */
export function leaseKeeper(
	{ runs, clock }: Pick<Ports, 'runs' | 'clock'>,
	key: RunKey,
): () => Promise<void> {
	let renewedAt = clock.now();
	return async () => {
		if (clock.now() - renewedAt < RENEW_AFTER_MS) return;
		renewedAt = clock.now();
		await runs.checkpoint(key, {});
	};
}
