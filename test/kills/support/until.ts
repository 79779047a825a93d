import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for something that comes by itself.
 * @param patience  in milliseconds; generous, since a loaded machine is slow
 * @throws when it has not come by then
 */
export async function until(
	what: string,
	come: () => Promise<boolean> | boolean,
	{ patience = 180_000, every = 100 } = {},
): Promise<void> {
	const end = Date.now() + patience;
	while (!(await come())) {
		if (Date.now() > end) throw new Error(`It did not come: ${what}`);
		await sleep(every);
	}
}
