import type { IsLate } from './blocks';
import type { Position } from './exportToken';
import { indexAfter, lateVersions } from './lateVersions';
import type { Row, Table, Version } from './table';

export interface Batch<R extends Row> {
	rows: R[];
	hasMore: boolean;
	next: Position;
}

export interface ExportRequest {
	position: Position;
	includeRecentChanges: boolean;
	/** Whether recent rows come again until they have aged. */
	repeatRecent: boolean;
	batchSize: number;
	/** Without `includeRecentChanges`, what was written less than so many milliseconds ago is not exported yet. */
	lagMs: number;
	/** Milliseconds since 1970. */
	now: number;
}

/** The next batch of a table's changes, each row as it is now and in the order of its last change. */
export function readBatch<R extends Row>(table: Table<R>, request: ExportRequest): Batch<R> {
	const { position, batchSize, now } = request;
	const end = endOfExport(table, request);
	const due = dueRows(table, end, request);
	const rows = due.slice(0, batchSize);
	const hasMore = due.length > batchSize;
	const next: Position = hasMore
		? { ...position, after: rows.at(-1)?.change ?? position.after }
		: { after: restingPlace(table.inOrder('change', now), end, request) };
	return { rows: rows.map(({ row }) => row), hasMore, next };
}

/** The first change that may not be exported yet, nor any after it: a hidden or a recent one. */
function endOfExport<R extends Row>(
	table: Table<R>,
	{ includeRecentChanges, lagMs, now }: ExportRequest,
): number {
	const firstHidden = table.firstHiddenChange(now);
	if (includeRecentChanges) return firstHidden;
	const isLate: IsLate = (_, writtenAt) => writtenAt > now - lagMs;
	const [recent] = lateVersions(table, { after: 0, now, isLate });
	return Math.min(firstHidden, recent?.change ?? Number.POSITIVE_INFINITY);
}

/** The rows of one batch, and one more if there is one. */
function dueRows<R extends Row>(
	table: Table<R>,
	end: number,
	{ position: { after, since }, batchSize, now }: ExportRequest,
): Array<Version<R>> {
	const isLate: IsLate = (modifiedOn) => since === undefined || modifiedOn >= since;
	const due: Array<Version<R>> = [];
	for (const version of lateVersions(table, { after, now, isLate })) {
		if (version.change >= end || due.length > batchSize) break;
		due.push(version);
	}
	return due;
}

/** Where to go on once nothing is left: behind the last row, or before the recent ones, which then come again. */
function restingPlace<R extends Row>(
	versions: ReadonlyArray<Version<R>>,
	end: number,
	{ includeRecentChanges, repeatRecent, lagMs, now, position }: ExportRequest,
): number {
	const again = includeRecentChanges && repeatRecent;
	let index = indexAfter(versions, end - 1);
	while (again && (versions[index - 1]?.writtenAt ?? 0) > now - lagMs) index -= 1;
	const last = versions[index - 1]?.change ?? 0;
	return again ? last : Math.max(last, position.after);
}
