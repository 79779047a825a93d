import { commitOf, type Progress } from '../core/sync/commit';
import { Stopped } from '../core/sync/stopped';
import { summaryOfFinished, type Summary } from '../core/sync/summary';
import { leaseKeeper } from './leaseKeeper';
import { withRun, type RunRequest } from './openRun';
import { BatchWriter, type WriteOptions } from './batchWriter';
import type { Ports } from './ports';
import { readAhead } from './readAhead';
import { readChanges } from './readChanges';

export interface IncrementalRequest extends RunRequest, WriteOptions {
	/** Whether somebody wants it to end; asked at each page. */
	isStopped?: () => boolean;
}

/**
 * One incremental run from claim to finish: everything that changed since the cursor is read and written,
 * then the cursor moves. While a batch is written the next page is read.
 * @throws Refused when another run goes on or the sync is switched off; RequestFailed when a service gave up
 */
export async function runIncremental(ports: Ports, request: IncrementalRequest): Promise<Summary> {
	return await withRun(ports, request, async (read, key) => {
		const { link, skipWithoutContactMethods } = request;
		const writer = new BatchWriter(ports, key, { link, skipWithoutContactMethods, brief: true });
		const renewLease = leaseKeeper(ports, key);
		let progress: Progress | undefined;
		const changes = readChanges(ports.serviceTitan, { ...read, toTheEnd: true });
		for await (const portion of readAhead(changes)) {
			await writer.add(portion.changes);
			await renewLease();
			progress = portion.progress;
			if (request.isStopped?.()) throw new Stopped('The next run reads all of it again.');
		}
		await writer.flush();
		// Last of all: if anything above throws, the next run reads the same window again.
		const finished = await ports.runs.finish(key, {
			when: 'now',
			commit: progress && commitOf(progress, request.lookbackSeconds),
			fetched: writer.fetched,
		});
		if (finished.outcome === 'waiting') throw new Error('A run that hands nothing out cannot wait');
		return summaryOfFinished(finished);
	});
}
