import type { Row, Version } from './table';

export type Order = 'id' | 'modifiedOn' | 'createdOn' | 'change';

const KEY: Record<Order, <R extends Row>(version: Version<R>) => number | string> = {
	id: ({ row }) => row.id,
	modifiedOn: ({ row }) => row.modifiedOn,
	createdOn: ({ row }) => row.createdOn,
	change: ({ change }) => change,
};

/** Versions in one order, those with the same key by id. More of them go to their places; nothing is sorted again. */
export class Sorted<R extends Row> {
	private all: Array<Version<R>>;
	private readonly compare: (a: Version<R>, b: Version<R>) => number;

	/** @param versions given away: they are put in order where they are */
	constructor(order: Order, versions: Array<Version<R>>) {
		this.compare = comparison(order);
		this.all = versions.sort(this.compare);
	}

	get versions(): ReadonlyArray<Version<R>> {
		return this.all;
	}

	replace(before: Version<R> | undefined, after: Version<R>): void {
		if (before) this.all.splice(this.placeOf(before), 1);
		this.all.splice(this.placeOf(after), 0, after);
	}

	/** In one pass over all of them, which compares only where one comes. */
	replaceMany(before: ReadonlySet<Version<R>>, after: ReadonlyArray<Version<R>>): void {
		const all: Array<Version<R>> = [];
		let passed = 0;
		const passTo = (end: number) => {
			for (const version of this.all.slice(passed, end))
				if (!before.has(version)) all.push(version);
			passed = end;
		};
		for (const version of [...after].sort(this.compare)) {
			passTo(this.placeOf(version));
			all.push(version);
		}
		passTo(this.all.length);
		this.all = all;
	}

	/** The index of the first version that does not come before this one. */
	private placeOf(version: Version<R>): number {
		let [low, high] = [0, this.all.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = this.all[middle];
			if (other && this.compare(other, version) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** For `sort`: by that order, and by id where two are alike. */
export function comparison(order: Order): <R extends Row>(a: Version<R>, b: Version<R>) => number {
	const key = KEY[order];
	return (a, b) => {
		const [left, right] = [key(a), key(b)];
		if (left === right) return a.row.id - b.row.id;
		return left < right ? -1 : 1;
	};
}
