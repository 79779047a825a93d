import type { IsLate } from './blocks';
import type { Row, Table, Version } from './table';

interface Search {
	/** Only versions of a later change than this. */
	after: number;
	/** Milliseconds since 1970: what lists show then. */
	now: number;
	isLate: IsLate;
}

/** The late ones among a table's versions, in the order of their changes. What lies between is not looked at. */
export function* lateVersions<R extends Row>(
	table: Table<R>,
	{ after, now, isLate }: Search,
): Generator<Version<R>, void> {
	const versions = table.inOrder('change', now);
	let index = indexAfter(versions, after);
	for (let version = versions[index]; version; version = versions[index]) {
		const first = table.blocks.firstLate(version.change, isLate);
		if (first > version.change) index = indexAfter(versions, first - 1);
		else {
			if (isLate(version.row.modifiedOn, version.writtenAt)) yield version;
			index += 1;
		}
	}
}

/** Among versions in the order of their changes, the index of the first that came after one. */
export function indexAfter<R extends Row>(
	versions: ReadonlyArray<Version<R>>,
	change: number,
): number {
	let [low, high] = [0, versions.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((versions[middle]?.change ?? 0) <= change) low = middle + 1;
		else high = middle;
	}
	return low;
}
