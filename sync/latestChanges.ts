import type { Change } from './readChanges';

/**
 * Changes on their way out, each customer once: a customer that is read again, because its phone changed while
 * the pages were read, takes the place of its older copy. Handed out twice, the newer copy could be the one that
 * arrives after the run was closed.
 */
export class LatestChanges {
	private readonly byCustomer = new Map<number, Change>();

	add(changes: Change[]): void {
		for (const change of changes) {
			const { id } = change.customer;
			const before = this.byCustomer.get(id);
			// To the end: it is as new as what was read last.
			this.byCustomer.delete(id);
			this.byCustomer.set(id, before ? merged(before, change) : change);
		}
	}

	get size(): number {
		return this.byCustomer.size;
	}

	all(): Change[] {
		return [...this.byCustomer.values()];
	}
}

/** The newer snapshot; what made the older one worth handing on still does. */
const merged = (older: Change, newer: Change): Change => ({
	...newer,
	event: older.event === 'created' ? 'created' : newer.event,
	retry: older.retry || newer.retry,
});
