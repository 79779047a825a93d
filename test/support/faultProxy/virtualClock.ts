import { randomUUID } from 'node:crypto';

import type { Clock } from '../../../sync/ports';

/** A clock on which waiting takes no time, but counts. One object for all, as the nodes' own clock is. */
class VirtualClock implements Clock {
	private ms = Date.parse('2026-03-02T12:00:00Z');

	now = (): number => this.ms;
	chance = (): number => 0.5;
	newId = (): string => randomUUID();

	pass(ms: number): void {
		this.ms += ms;
	}

	sleep = async (ms: number): Promise<void> => this.pass(ms);

	/** How long the work took by this clock, in milliseconds. */
	async timed(work: () => Promise<unknown>): Promise<number> {
		const began = this.ms;
		await work();
		return this.ms - began;
	}
}

export const virtualClock = new VirtualClock();
