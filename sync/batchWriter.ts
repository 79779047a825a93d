import { asError } from '../core/asError';
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

/** So many batches are under way at once: one in the database, and one on its way there. */
const MOST_UNDER_WAY = 2;

/** A database slower than this is not given more work: waiting would count against its time limit. */
const QUICK_MS = 2_000;

/** One batch under way. */
interface Sent {
	ids: Set<string>;
	answer: Promise<UpsertAnswer>;
	/** What was told of the batches before it. */
	before: Promise<void>;
}

/**
 * Gathers changes into batches; two are under way while the next is gathered, and never a customer in both: of two
 * versions the later one arrives later. A mark that comes with changes is reached once they are written, and all that
 * came before them.
 */
export class BatchWriter<Mark = undefined> {
	fetched = 0;
	private waiting: Change[] = [];
	private underWay: Sent[] = [];
	private told: Promise<void> = Promise.resolve();
	private tookMs = 0;
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

	/** Writes what is left and waits until all of it is written, and told. */
	async flush(): Promise<void> {
		if (this.waiting.length > 0) await this.write(this.waiting.splice(0));
		await this.drain();
		// Reached by pages without anybody on them, behind the last batch.
		if (this.marks.length > 0) await this.write([]);
		await this.drain();
	}

	private async drain(): Promise<void> {
		while (this.underWay.length > 0) await this.oldest();
		await this.told;
	}

	/** Rows are made while the batches before are still on their way. */
	private async write(changes: Change[]): Promise<void> {
		const rows = changes.map((change) => rowOf(change, this.ports.parsePhone));
		const ids = new Set(rows.map(({ crm_id }) => crm_id));
		while (!this.hasRoomFor(ids)) await this.oldest();
		const [answer, before] = [this.send(rows), this.told];
		this.underWay.push({ ids, answer, before });
		this.told = this.tell(before, answer, rows.length);
		// A failure is met by the next await; until then it must not count as unhandled.
		this.told.catch(() => undefined);
	}

	private hasRoomFor(ids: Set<string>): boolean {
		const most = this.tookMs > QUICK_MS ? 1 : MOST_UNDER_WAY;
		if (this.underWay.length >= most) return false;
		return !this.underWay.some((other) => [...ids].some((id) => other.ids.has(id)));
	}

	/** Waits for the oldest batch. Where one fails, it waits for the others too: nobody writes once a run has failed. */
	private async oldest(): Promise<void> {
		const [{ answer, before }] = this.underWay as [Sent];
		try {
			await before;
			await answer;
		} catch (failure) {
			await Promise.allSettled(this.underWay.map((sent) => sent.answer));
			throw asError(failure);
		}
		this.underWay.shift();
	}

	private async send(rows: ReturnType<typeof rowOf>[]): Promise<UpsertAnswer> {
		const { link, skipWithoutContactMethods, brief } = this.options;
		const { clock } = this.ports;
		const sentAt = clock.now();
		const answer = await writeRows(this.ports, rows, {
			...this.key,
			link,
			skipWithoutContactMethods,
			brief,
			dryRun: this.key.runId === null,
			finish: 'never',
			workflowId: null,
		});
		this.tookMs = clock.now() - sentAt;
		return answer;
	}

	/** In the order of the batches, whichever of them is answered first. */
	private async tell(before: Promise<void>, sent: Promise<UpsertAnswer>, rows: number) {
		const [answer] = await Promise.all([sent, before]);
		this.written += rows;
		await this.onWritten({ answer, mark: this.passed() });
	}

	private passed(): Mark | undefined {
		const count = this.marks.findLastIndex(({ at }) => at <= this.written) + 1;
		return this.marks.splice(0, count).at(-1)?.mark;
	}
}
