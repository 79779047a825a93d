/**
 * Where triggers without progress began. n8n polls once when a workflow is published; with durable cursors it forgets
 * what that poll noted, and the next one would begin with its own time: what changed between the two would be lost.
 */
export class Beginnings<Progress> {
	private readonly begun = new Map<string, Progress>();

	/** @param saved  what n8n kept; with it the beginning is over @returns where to go on from */
	progressOf(trigger: string, saved: unknown): unknown {
		if (saved === undefined || saved === null) return this.begun.get(trigger);
		this.begun.delete(trigger);
		return saved;
	}

	/** Call with what a poll notes that began with nothing and found nothing; anything else is none. */
	note(trigger: string, progress: Progress): void {
		if (!this.begun.has(trigger)) this.begun.set(trigger, progress);
	}
}
