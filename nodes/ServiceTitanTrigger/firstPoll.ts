import { RequestFailed } from '../../core/failure';

/** Polls of one trigger that failed in passing without having been seen before, one after another. */
const MOST_FORGIVEN = 3;

/**
 * n8n gives a trigger up for good when its first poll after a start or an activation throws. So that poll
 * stays silent about what passes by itself; the next one reports it. Where n8n makes a new context for
 * each poll (durable polling) every poll looks like the first, so only so many in a row are forgiven.
 */
export class FirstPolls {
	private readonly seen = new WeakSet<object>();
	private readonly forgiven = new Map<string, number>();

	/** Call once per poll, before anything can fail. @returns whether this context polls for the first time */
	begin(context: object): boolean {
		const first = !this.seen.has(context);
		this.seen.add(context);
		return first;
	}

	/** Whether this failure is to be kept silent: the poll then answers as if nothing had changed. */
	forgives(trigger: string, first: boolean, failure: unknown): boolean {
		const before = this.forgiven.get(trigger) ?? 0;
		if (!first || before >= MOST_FORGIVEN || !isPassing(failure)) {
			this.forgiven.delete(trigger);
			return false;
		}
		this.forgiven.set(trigger, before + 1);
		return true;
	}

	succeeded(trigger: string): void {
		this.forgiven.delete(trigger);
	}
}

/** What passes without anybody doing something; everything else is the user's to change. */
const isPassing = (failure: unknown): boolean =>
	failure instanceof RequestFailed &&
	['throttled', 'unavailable', 'interrupted', 'malformed'].includes(failure.failure.kind);
