/** A poll that has not ended after so long is taken for one that never will. */
const LONGEST_POLL_MS = 10 * 60_000;
/** Two scheduled polls are further apart: one that comes sooner is one that n8n makes up for. */
const SAME_MOMENT_MS = 30_000;

interface Start {
	/** Milliseconds since 1970. */
	now: () => number;
	/** The progress it begins with. */
	from: unknown;
}

/**
 * Polls of this process. After a start n8n's durable scheduler makes up for the polls it missed, all at the same
 * moment and from the same progress; kept in the workflow, each of them would hand out the same customers. Whoever
 * is sent away loses nothing: the next poll begins with what n8n has kept.
 */
export class UnderWay {
	private readonly begun = new Map<string, number>();
	private readonly handedOut = new Map<string, { from: string; at: number }>();

	/**
	 * Runs a poll, unless one of the same trigger is under way or has just handed out what it would find.
	 * @returns `null` in that case, as if nothing had changed
	 */
	async alone<T>(trigger: string, start: Start, poll: () => Promise<T | null>): Promise<T | null> {
		const now = start.now();
		const from = JSON.stringify(start.from ?? null);
		if (this.isUnderWay(trigger, now) || this.wasHandedOut(trigger, from, now)) return null;
		this.begun.set(trigger, now);
		try {
			const found = await poll();
			if (found !== null) this.handedOut.set(trigger, { from, at: start.now() });
			return found;
		} finally {
			if (this.begun.get(trigger) === now) this.begun.delete(trigger);
		}
	}

	private isUnderWay(trigger: string, now: number): boolean {
		const begun = this.begun.get(trigger);
		return begun !== undefined && Math.abs(now - begun) < LONGEST_POLL_MS;
	}

	private wasHandedOut(trigger: string, from: string, now: number): boolean {
		const last = this.handedOut.get(trigger);
		return last?.from === from && Math.abs(now - last.at) < SAME_MOMENT_MS;
	}
}
