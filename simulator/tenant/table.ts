import type { Instant } from '../../core/instant';
import { Blocks } from './blocks';
import { Shown } from './shown';
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
}

interface Hidden<R extends Row> {
	version: Version<R>;
	/** When lists and exports begin to show it. */
	visibleAt: number;
}

/** From this many new versions on, one pass over all is quicker than putting each in its place. */
const MANY = 300;

/** Rows by id, as they are and as lists show them (which can be a while later), in order on request. */
export class Table<R extends Row> {
	/** What lies in each stretch of changes, for readers that look for late ones only. */
	readonly blocks = new Blocks();
	private readonly shown = new Shown<R>();
	private readonly sorted = new Map<Order, Sorted<R>>();
	private hidden: Array<Hidden<R>> = [];
	private changes = 0;
	private revisions = 0;

	/** @param visibleAt when lists begin to show it; at once where it is left out */
	put(row: R, writtenAt: number, visibleAt = Number.NEGATIVE_INFINITY): R {
		const version = { row, change: ++this.changes, writtenAt };
		this.shown.write(version);
		this.blocks.note(version);
		// Nobody has asked for an order yet: there is none to be kept, and nothing to wait for.
		if (this.sorted.size === 0 && visibleAt === Number.NEGATIVE_INFINITY) this.revealOne(version);
		else this.hidden.push({ version, visibleAt });
		return row;
	}

	/** Gone at once and from everywhere. */
	remove(id: number): void {
		this.shown.remove(id);
		this.hidden = this.hidden.filter(({ version }) => version.row.id !== id);
		this.sorted.clear();
		this.revisions += 1;
	}

	/** The row as it is, whether lists show it yet or not. */
	get(id: number): R | undefined {
		return this.shown.current(id)?.row;
	}

	rows(): R[] {
		return this.shown.rows();
	}

	get size(): number {
		return this.shown.size;
	}

	/** The version of one row that lists show at `now`. */
	seen(id: number, now: number): Version<R> | undefined {
		this.reveal(now);
		return this.shown.of(id);
	}

	/** Another number whenever what lists show is another. */
	revision(now: number): number {
		this.reveal(now);
		return this.revisions;
	}

	/** Another number after every write, whether lists show it yet or not. */
	get writes(): number {
		return this.changes;
	}

	/** All that lists show at `now`. Not to be kept: it changes with the next write. */
	inOrder(order: Order, now: number): ReadonlyArray<Version<R>> {
		this.reveal(now);
		const known = this.sorted.get(order);
		if (known) return known.versions;
		const sorted = new Sorted(order, this.shown.versions());
		this.sorted.set(order, sorted);
		return sorted.versions;
	}

	/** The first change that is not shown yet: an export must not go past it. */
	firstHiddenChange(now: number): number {
		this.reveal(now);
		return this.hidden[0]?.version.change ?? Number.POSITIVE_INFINITY;
	}

	private reveal(now: number): void {
		if (this.hidden.length === 0) return;
		const due = this.hidden.filter(({ visibleAt }) => visibleAt <= now);
		if (due.length === 0) return;
		this.hidden = this.hidden.filter(({ visibleAt }) => visibleAt > now);
		if (due.length < MANY) for (const { version } of due) this.revealInOrder(version);
		else this.revealMany(due.map(({ version }) => version));
	}

	private revealInOrder(version: Version<R>): void {
		const before = this.revealOne(version);
		if (before === 'newer') return;
		for (const sorted of this.sorted.values()) sorted.replace(before, version);
	}

	private revealMany(versions: Array<Version<R>>): void {
		const gone = new Set<Version<R>>();
		for (const version of versions) {
			const before = this.revealOne(version);
			if (before && before !== 'newer') gone.add(before);
		}
		const here = versions.filter((version) => this.shown.of(version.row.id) === version);
		for (const sorted of this.sorted.values()) sorted.replaceMany(gone, here);
	}

	/** @returns the version that was shown until now, or that a newer one is and stays */
	private revealOne(version: Version<R>): Version<R> | 'newer' | undefined {
		const before = this.shown.of(version.row.id);
		if (before && before.change > version.change) return 'newer';
		this.shown.reveal(version);
		this.revisions += 1;
		return before;
	}
}
