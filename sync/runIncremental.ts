import { rowOf } from '../core/contact/rowOf';
import { commitOf, type Progress } from '../core/sync/commit';
import { summaryOfFinished, type Summary } from '../core/sync/summary';
import { leaseKeeper } from './leaseKeeper';
import { withRun, type RunRequest } from './openRun';
import type { Ports, RunKey } from './ports';
import { readChanges, type Change } from './readChanges';
import { writeRows } from './writeRows';

/** Rows a call: 31 to 49 thousand rows a second in batches of this size, a tenth of it in batches of 25. */
const BATCH_SIZE = 1000;

export interface IncrementalRequest extends RunRequest {
	link: boolean;
	skipWithoutContactMethods: boolean;
}

/**
 * One incremental run from claim to finish: everything that changed since the cursor is read and written,
 * then the cursor moves. While a batch is written the next page is read.
 * @throws Refused when another run goes on or the sync is switched off; RequestFailed when a service gave up
 */
export async function runIncremental(ports: Ports, request: IncrementalRequest): Promise<Summary> {
	return await withRun(ports, request, async (read, key) => {
		const writer = new Writer(ports, request, key);
		const renewLease = leaseKeeper(ports, key);
		let progress: Progress | undefined;
		for await (const portion of readChanges(ports.serviceTitan, read)) {
			await writer.add(portion.changes);
			await renewLease();
			progress = portion.progress;
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

/** Gathers changes into batches; one batch is under way while the next is gathered, never two. */
class Writer {
	fetched = 0;
	private waiting: Change[] = [];
	private underWay: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly ports: Ports,
		private readonly request: IncrementalRequest,
		private readonly key: RunKey,
	) {}

	async add(changes: Change[]): Promise<void> {
		this.fetched += changes.length;
		this.waiting.push(...changes);
		while (this.waiting.length >= BATCH_SIZE) await this.write(this.waiting.splice(0, BATCH_SIZE));
	}

	async flush(): Promise<void> {
		if (this.waiting.length > 0) await this.write(this.waiting.splice(0));
		await this.underWay;
	}

	private async write(changes: Change[]): Promise<void> {
		await this.underWay;
		const rows = changes.map((change) => rowOf(change, this.ports.parsePhone));
		const { link, skipWithoutContactMethods } = this.request;
		this.underWay = writeRows(this.ports, rows, {
			...this.key,
			link,
			skipWithoutContactMethods,
			dryRun: false,
			finish: 'never',
			workflowId: null,
		});
		// A failure is met by the next await; until then it must not count as unhandled.
		this.underWay.catch(() => undefined);
	}
}
