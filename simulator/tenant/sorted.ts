import type { Row, Version } from './table';

export type Order = 'id' | 'modifiedOn' | 'createdOn' | 'change';

const KEY: Record<Order, <R extends Row>(version: Version<R>) => number | string> = {
	id: ({ row }) => row.id,
	modifiedOn: ({ row }) => row.modifiedOn,
	createdOn: ({ row }) => row.createdOn,
	change: ({ change }) => change,
};

/** Versions in one order, those with the same key by id. One more goes to its place; nothing is sorted again. */
export class Sorted<R extends Row> {
	readonly versions: Array<Version<R>>;
	private readonly key: (version: Version<R>) => number | string;

	constructor(order: Order, versions: Iterable<Version<R>>) {
		this.key = KEY[order];
		this.versions = [...versions].sort((a, b) => this.compare(a, b));
	}

	replace(before: Version<R> | undefined, after: Version<R>): void {
		if (before) this.versions.splice(this.placeOf(before), 1);
		this.versions.splice(this.placeOf(after), 0, after);
	}

	/** The index of the first version that does not come before this one. */
	private placeOf(version: Version<R>): number {
		let [low, high] = [0, this.versions.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = this.versions[middle];
			if (other && this.compare(other, version) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private compare(a: Version<R>, b: Version<R>): number {
		const [left, right] = [this.key(a), this.key(b)];
		if (left === right) return a.row.id - b.row.id;
		return left < right ? -1 : 1;
	}
}
