import { asError } from '../core/asError';
import { RequestFailed } from '../core/failure';
import type { Instant } from '../core/instant';
import { Advance } from '../core/sync/drain';
import type { ExportBatch } from '../core/servicetitan/page';
import { malformedAnswer } from './malformedAnswer';
import type { Timed } from './ports';

/** One of ServiceTitan's exports, and where to begin in it. */
export interface ExportStream<T> {
	/** e.g. `the export of contact methods`, for the message when it does not advance. */
	name: string;
	ask(from: string | undefined): Promise<Timed<ExportBatch<T>>>;
	from: string | undefined;
	/** Where to begin instead once a token is refused; `undefined`: at the beginning of everything. */
	restartFrom: string | undefined;
}

export interface ExportStep<T> {
	rows: T[];
	/** Where the stream goes on behind these rows. */
	continueFrom: string;
	hasMore: boolean;
	/** True where the place was refused, and these rows are the first ones of a new beginning. */
	restarted: boolean;
	answeredAt: Instant | undefined;
}

/** How many batches in a row may be empty and promise more. */
const MOST_EMPTY = 50;

/** How often in a row the same rows may come under ever new tokens. */
const MOST_ALIKE = 3;

/** How often one read begins again because its place was refused. */
const MOST_RESTARTS = 2;

/**
 * The batches of an export until it has no more. A place that ServiceTitan no longer accepts, since tokens are
 * opaque and may expire, makes it begin again: rows may come twice, none is lost.
 * @throws RequestFailed malformed where it does not advance; rejected where no place at all is accepted
 */
export async function* exportBatches<T extends { id: number }>(
	stream: ExportStream<T>,
): AsyncGenerator<ExportStep<T>> {
	let standstill = new Standstill();
	let { from } = stream;
	let restarts = 0;
	for (let more = true; more; ) {
		const { reply, restarted } = await nextBatch(stream, from, restarts < MOST_RESTARTS);
		restarts += Number(restarted);
		if (restarted) standstill = new Standstill();
		const { data: rows, continueFrom, hasMore } = reply.value;
		const stalled = standstill.in(reply.value);
		if (stalled) throw malformedAnswer(`in ${stream.name} ${stalled}`);
		[from, more] = [continueFrom, hasMore];
		yield { rows, continueFrom, hasMore, restarted, answeredAt: reply.answeredAt };
	}
}

interface Next<T> {
	reply: Timed<ExportBatch<T>>;
	restarted: boolean;
}

async function nextBatch<T>(
	{ ask, restartFrom }: ExportStream<T>,
	from: string | undefined,
	mayRestart: boolean,
): Promise<Next<T>> {
	try {
		return { reply: await ask(from), restarted: false };
	} catch (failure) {
		const refused = failure instanceof RequestFailed && failure.failure.kind === 'rejected';
		if (!refused || from === restartFrom || !mayRestart) {
			throw asError(failure);
		}
		return { reply: await ask(restartFrom), restarted: true };
	}
}

/** Watches that an export moves on. */
class Standstill {
	private readonly advance = new Advance();
	private empty = 0;
	private alike = 0;
	private last = '';

	/** @returns what is wrong, in words, or `undefined` while the stream moves on */
	in({ data, continueFrom, hasMore }: ExportBatch<{ id: number }>): string | undefined {
		const rows = [data[0]?.id, data.at(-1)?.id, data.length].join();
		this.empty = data.length === 0 ? this.empty + 1 : 0;
		this.alike = data.length > 0 && rows === this.last ? this.alike + 1 : 0;
		this.last = rows;
		if (this.empty > MOST_EMPTY) return 'batches promise more but are empty';
		if (hasMore && this.alike > MOST_ALIKE) return 'the same page comes again and again';
		return this.advance.stalled([continueFrom, String(data[0]?.id ?? '')], hasMore);
	}
}
