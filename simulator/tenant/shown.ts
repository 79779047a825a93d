import type { Row, Version } from './table';

/** Each row's last version, and beside it the one lists show, where that is another. */
export class Shown<R extends Row> {
	private readonly last = new Map<number, Version<R>>();
	/** What lists show of rows whose last version is hidden; nothing, of a row that is new. */
	private readonly lagging = new Map<number, Version<R> | undefined>();

	/** The row has a version more, which lists do not show until `reveal`. */
	write(version: Version<R>): void {
		const { id } = version.row;
		if (!this.lagging.has(id)) this.lagging.set(id, this.last.get(id));
		this.last.set(id, version);
	}

	reveal(version: Version<R>): void {
		const { id } = version.row;
		if (this.last.get(id) === version) this.lagging.delete(id);
		else this.lagging.set(id, version);
	}

	remove(id: number): void {
		this.last.delete(id);
		this.lagging.delete(id);
	}

	/** The last version, shown or not. */
	current(id: number): Version<R> | undefined {
		return this.last.get(id);
	}

	/** The version that lists show. */
	of(id: number): Version<R> | undefined {
		return this.lagging.has(id) ? this.lagging.get(id) : this.last.get(id);
	}

	/** All that lists show, in no order; an array of the caller's own. */
	versions(): Array<Version<R>> {
		if (this.lagging.size === 0) return [...this.last.values()];
		return [...this.last.keys()].flatMap((id) => this.of(id) ?? []);
	}

	/** As they are, in the order in which they came. */
	rows(): R[] {
		return [...this.last.values()].map(({ row }) => row);
	}

	get size(): number {
		return this.last.size;
	}
}
