import { randomUUID } from 'crypto';
import { sleep } from 'n8n-workflow';

import type { Clock } from '../../sync/ports';

/** The one place where time, waiting and chance come from. One object for all: the pace of requests hangs on it. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms) => await sleep(ms),
	chance: () => Math.random(),
	newId: () => randomUUID(),
};
