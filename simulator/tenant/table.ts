import type { Instant } from '../../core/instant';
import { Sorted, type Order } from './sorted';

export interface Row {
	id: number;
	createdOn: Instant;
	modifiedOn: Instant;
}

/** A row as it was written once. Rows are never changed in place: an edit is another version. */
export interface Version<R extends Row> {
	row: R;
	/** Counts the table's writes, so that an export can go on after one. */
	change: number;
	/** Milliseconds since 1970. */
	writtenAt: number;
	/** When lists and exports begin to show it. */
	visibleAt: number;
}

/** From this many new versions on, sorting once is quicker than putting each in its place. */
const MANY = 100;

/** Rows by id, as they are and as lists show them (which can be a while later), in order on request. */
export class Table<R extends Row> {
	private readonly current = new Map<number, Version<R>>();
	private readonly shown = new Map<number, Version<R>>();
	private readonly sorted = new Map<Order, Sorted<R>>();
	private hidden: Array<Version<R>> = [];
	private changes = 0;
	private revisions = 0;

	/** @param visibleAt when lists begin to show it; at once where it is left out */
	put(row: R, writtenAt: number, visibleAt = Number.NEGATIVE_INFINITY): R {
		const version = { row, change: ++this.changes, writtenAt, visibleAt };
		this.current.set(row.id, version);
		this.hidden.push(version);
		return row;
	}

	/** Gone at once and from everywhere. */
	remove(id: number): void {
		this.current.delete(id);
		this.shown.delete(id);
		this.hidden = this.hidden.filter(({ row }) => row.id !== id);
		this.sorted.clear();
		this.revisions += 1;
	}

	/** The row as it is, whether lists show it yet or not. */
	get(id: number): R | undefined {
		return this.current.get(id)?.row;
	}

	rows(): R[] {
		return [...this.current.values()].map(({ row }) => row);
	}

	get size(): number {
		return this.current.size;
	}

	/** The version of one row that lists show at `now`. */
	seen(id: number, now: number): Version<R> | undefined {
		this.show(now);
		return this.shown.get(id);
	}

	/** Another number whenever what lists show is another. */
	revision(now: number): number {
		this.show(now);
		return this.revisions;
	}

	/** All that lists show at `now`. Not to be kept: it changes with the next write. */
	inOrder(order: Order, now: number): ReadonlyArray<Version<R>> {
		this.show(now);
		const known = this.sorted.get(order);
		if (known) return known.versions;
		const sorted = new Sorted(order, this.shown.values());
		this.sorted.set(order, sorted);
		return sorted.versions;
	}

	/** The first change that is not shown yet: an export must not go past it. */
	firstHiddenChange(now: number): number {
		this.show(now);
		return this.hidden[0]?.change ?? Number.POSITIVE_INFINITY;
	}

	private show(now: number): void {
		if (this.hidden.length === 0) return;
		const due = this.hidden.filter(({ visibleAt }) => visibleAt <= now);
		if (due.length === 0) return;
		this.hidden = this.hidden.filter(({ visibleAt }) => visibleAt > now);
		if (due.length >= MANY) this.sorted.clear();
		for (const version of due) this.showOne(version);
	}

	/** Versions can come to light out of order: an older one never replaces a newer. */
	private showOne(version: Version<R>): void {
		const before = this.shown.get(version.row.id);
		if (before && before.change > version.change) return;
		this.shown.set(version.row.id, version);
		this.revisions += 1;
		for (const sorted of this.sorted.values()) sorted.replace(before, version);
	}
}
