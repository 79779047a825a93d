import { parseInstant, type Instant } from '../../core/instant';
import type { Row, Table, Version } from './table';

/** Without `includeRecentChanges`, what was written less than 15 minutes ago is not exported yet. */
const HORIZON_MS = 15 * 60_000;

/** Where an export stands: after which change, and, when it began at a date, which rows count at all. */
export interface Position {
	after: number;
	since?: Instant;
}

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
	/** Milliseconds since 1970. */
	now: number;
}

/** The next batch of a table's changes, each row as it is now and in the order of its last change. */
export function readBatch<R extends Row>(table: Table<R>, request: ExportRequest): Batch<R> {
	const { position, batchSize, now } = request;
	const versions = table.inOrder('change', now);
	const end = endOfExport(versions, table.firstHiddenChange(now), request);
	const start = indexAfter(versions, position.after);
	const due = versions
		.slice(start, end)
		.filter(({ row }) => position.since === undefined || row.modifiedOn >= position.since);
	const rows = due.slice(0, batchSize);
	const hasMore = due.length > batchSize;
	const next: Position = hasMore
		? { ...position, after: rows.at(-1)?.change ?? position.after }
		: { after: restingPlace(versions, end, request) };
	return { rows: rows.map(({ row }) => row), hasMore, next };
}

/** The index behind the last version that may be exported at all. */
function endOfExport<R extends Row>(
	versions: ReadonlyArray<Version<R>>,
	firstHidden: number,
	{ includeRecentChanges, now }: ExportRequest,
): number {
	const stop = versions.findIndex(
		({ change, writtenAt }) =>
			change > firstHidden || (!includeRecentChanges && writtenAt > now - HORIZON_MS),
	);
	return stop === -1 ? versions.length : stop;
}

/** Where to go on once nothing is left: behind the last row, or before the recent ones, which then come again. */
function restingPlace<R extends Row>(
	versions: ReadonlyArray<Version<R>>,
	end: number,
	{ includeRecentChanges, repeatRecent, now, position }: ExportRequest,
): number {
	const again = includeRecentChanges && repeatRecent;
	let index = end;
	while (again && (versions[index - 1]?.writtenAt ?? 0) > now - HORIZON_MS) index -= 1;
	const last = versions[index - 1]?.change ?? 0;
	return again ? last : Math.max(last, position.after);
}

function indexAfter<R extends Row>(versions: ReadonlyArray<Version<R>>, change: number): number {
	let [low, high] = [0, versions.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((versions[middle]?.change ?? 0) <= change) low = middle + 1;
		else high = middle;
	}
	return low;
}

export const writeToken = (stream: string, { after, since }: Position): string =>
	Buffer.from(JSON.stringify([stream, after, since])).toString('base64url');

/** @returns the position of a token of this stream or of a date; `undefined` for anything else */
export function readFrom(stream: string, from: string | undefined): Position | undefined {
	if (from === undefined) return { after: 0 };
	if (/^\d{4}-/.test(from)) {
		const since = parseInstant(from);
		return since === undefined ? undefined : { after: 0, since };
	}
	try {
		const [of, after, since] = JSON.parse(Buffer.from(from, 'base64url').toString());
		return of === stream && Number.isInteger(after)
			? { after, since: since ?? undefined }
			: undefined;
	} catch {
		return undefined;
	}
}
