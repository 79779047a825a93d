import type { Instant } from '../../core/instant';
import { lateVersions } from '../tenant/lateVersions';
import { comparison, type Order } from '../tenant/sorted';
import type { Row, Table, Version } from '../tenant/table';

/** Beyond this share of a table, putting what was found in order takes longer than passing the rest over. */
const MOST = 1 / 8;

interface Asked {
	ids?: number[] | undefined;
	/** Modified then or later. */
	since: Instant | undefined;
	order: Order;
	/** Milliseconds since 1970. */
	now: number;
}

/** The rows, in the order asked for, that a list has to look at: those by id, those modified lately, or all. */
export function candidates<R extends Row>(
	table: Table<R>,
	{ ids, since, order, now }: Asked,
): ReadonlyArray<Version<R>> {
	if (ids) return byIds(table, ids, now).sort(comparison(order));
	const late = since && modifiedSince(table, since, now);
	return late ? late.sort(comparison(order)) : table.inOrder(order, now);
}

const byIds = <R extends Row>(table: Table<R>, ids: number[], now: number): Array<Version<R>> =>
	[...new Set(ids)].flatMap((id) => table.seen(id, now) ?? []);

/** @returns `undefined` where they are many */
function modifiedSince<R extends Row>(
	table: Table<R>,
	since: Instant,
	now: number,
): Array<Version<R>> | undefined {
	const found: Array<Version<R>> = [];
	const isLate = (modifiedOn: Instant): boolean => modifiedOn >= since;
	for (const version of lateVersions(table, { after: 0, now, isLate })) {
		if (found.length > table.size * MOST) return undefined;
		found.push(version);
	}
	return found;
}
