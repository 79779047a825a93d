import type { Instant } from '../core/instant';
import {
	nothingHealed,
	sentenceOfHealing,
	withOutcomes,
	type HealedRow,
} from '../core/sync/healing';
import { noCounts, sentenceOf, type Summary } from '../core/sync/summary';
import { Stopped } from '../core/sync/stopped';
import { BatchWriter, type WriteOptions } from './batchWriter';
import type { Ports } from './ports';
import { readAhead } from './readAhead';
import { readWhole } from './readWhole';
import { addCounts } from './writeRows';

export interface TryWholeRequest extends WriteOptions {
	workspaceId: string;
	pageSize: number;
	databaseNow: Instant;
	/** Whether somebody wants it to end; asked at each page. */
	isStopped: () => boolean;
}

export interface TriedWhole extends Summary {
	/** How many contacts are not what ServiceTitan holds, and what is different. */
	healed: number;
	differences: Record<string, number>;
	healedRows: HealedRow[];
}

/**
 * What an initial run or a reconciliation would do now: every customer is read and compared, nothing is claimed,
 * written, noted or moved. It reads the list of customers, since the exports need a place to keep contact methods.
 */
export async function tryWhole(ports: Ports, request: TryWholeRequest): Promise<TriedWhole> {
	const { workspaceId, pageSize, databaseNow, isStopped, ...options } = request;
	let counts = noCounts();
	let healing = nothingHealed();
	const writer = new BatchWriter(ports, { workspaceId, runId: null }, options, async (written) => {
		counts = addCounts(counts, written.answer.counts);
		healing = withOutcomes(healing, written.answer.rows);
	});
	for await (const { changes } of readAhead(
		readWhole(ports.serviceTitan, { pageSize, databaseNow }),
	)) {
		await writer.add(changes.map((change) => ({ ...change, readJustNow: true })));
		if (isStopped()) throw new Stopped('Nothing was written.');
	}
	await writer.flush();
	const { healed, differences, rows: healedRows } = healing;
	return {
		runId: null,
		workspaceId,
		status: 'dryRun',
		message: `${sentenceOf(counts, writer.fetched)} ${sentenceOfHealing(healing, true)} Nothing was written.`,
		fetched: writer.fetched,
		...counts,
		remaining: 0,
		failedRows: [],
		cursorFrom: null,
		cursorTo: null,
		durationMs: null,
		healed,
		differences,
		healedRows,
	};
}
