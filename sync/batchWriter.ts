import { rowOf } from '../core/contact/rowOf';
import type { UpsertAnswer } from '../core/sync/run';
import type { Ports, RunKey } from './ports';
import type { Change } from './readChanges';
import { writeRows } from './writeRows';

/** Rows a call: 31 to 49 thousand rows a second in batches of this size, a tenth of it in batches of 25. */
export const BATCH_SIZE = 1000;

export interface WriteOptions {
	link: boolean;
	skipWithoutContactMethods: boolean;
	/** Rows a call, where it is not the usual number. */
	batchSize?: number;
	/** True: nobody looks at the outcome of each row. */
	brief?: boolean;
}

/** What is told after each batch that was written. */
export interface Written<Mark> {
	answer: UpsertAnswer;
	/** The last mark all of whose customers are written now; `undefined` where none was reached. */
	mark: Mark | undefined;
}

/**
 * Gathers changes into batches; one batch is under way while the next is gathered, never two. A mark that comes with
 * changes is reached once they are written, and all that came before them.
 */
export class BatchWriter<Mark = undefined> {
	fetched = 0;
	private waiting: Change[] = [];
	private underWay: Promise<unknown> = Promise.resolve();
	private written = 0;
	private readonly marks: Array<{ mark: Mark; at: number }> = [];

	constructor(
		private readonly ports: Pick<Ports, 'contacts' | 'clock' | 'parsePhone'>,
		private readonly key: { workspaceId: string; runId: RunKey['runId'] | null },
		private readonly options: WriteOptions,
		private readonly onWritten: (written: Written<Mark>) => Promise<void> = async () => undefined,
	) {}

	async add(changes: Change[], mark?: Mark): Promise<void> {
		this.fetched += changes.length;
		this.waiting.push(...changes);
		if (mark !== undefined) this.marks.push({ mark, at: this.fetched });
		const { batchSize = BATCH_SIZE } = this.options;
		while (this.waiting.length >= batchSize) await this.write(this.waiting.splice(0, batchSize));
	}

	/** Writes what is left and waits until all of it is written. */
	async flush(): Promise<void> {
		if (this.waiting.length > 0 || this.marks.length > 0) await this.write(this.waiting.splice(0));
		await this.underWay;
	}

	/** Rows are made while the batch before is still on its way. */
	private async write(changes: Change[]): Promise<void> {
		const rows = changes.map((change) => rowOf(change, this.ports.parsePhone));
		await this.underWay;
		this.underWay = this.writeNow(rows);
		// A failure is met by the next await; until then it must not count as unhandled.
		this.underWay.catch(() => undefined);
	}

	private async writeNow(rows: ReturnType<typeof rowOf>[]): Promise<void> {
		const { link, skipWithoutContactMethods, brief } = this.options;
		const answer = await writeRows(this.ports, rows, {
			...this.key,
			link,
			skipWithoutContactMethods,
			brief,
			dryRun: this.key.runId === null,
			finish: 'never',
			workflowId: null,
		});
		this.written += rows.length;
		await this.onWritten({ answer, mark: this.passed() });
	}

	private passed(): Mark | undefined {
		const count = this.marks.findLastIndex(({ at }) => at <= this.written) + 1;
		return this.marks.splice(0, count).at(-1)?.mark;
	}
}
