import { RequestFailed } from '../../../core/failure';
import type { Instant } from '../../../core/instant';
import { rowsSeen, type Reply } from '../../../core/sync/assumptions/answers';
import { unasked, type Known } from '../../../core/sync/diagnosis/known';
import { sentenceOfThrown } from '../../../transport/sentenceOfThrown';
import type { ServiceTitanConnection } from '../../../transport/serviceTitan';
import type { Query } from '../../../transport/query';
import { systemClock } from '../../shared/systemClock';
import { failed } from '../diagnosis/attempt';

/** What ServiceTitan says no with: the call itself was understood. */
const REFUSALS = ['rejected', 'denied', 'misdirected', 'missing', 'conflict'];

/** Asks one after the other, counts, and asks no further once ServiceTitan cannot be had. */
export class Caller {
	calls = 0;
	/** The `Date` of the first reply: `undefined` before it, `null` where it had none. */
	firstDate: Instant | null | undefined;
	/** This machine's time at that moment. */
	firstAskedMs = 0;
	private lost = false;

	constructor(private readonly connection: ServiceTitanConnection) {}

	async get(path: string, query: Query): Promise<Known<Reply>> {
		if (this.lost) return unasked('ServiceTitan could not be asked any more: see above.');
		this.calls += 1;
		try {
			const call = { method: 'GET' as const, path, query, answer: rowsSeen };
			const { value, answeredAt } = await this.connection.call(call);
			if (this.firstDate === undefined) {
				this.firstDate = answeredAt ?? null;
				this.firstAskedMs = systemClock.now();
			}
			return { state: 'known', value: { given: value } };
		} catch (thrown) {
			const { failure } = thrown instanceof RequestFailed ? thrown : {};
			// Whoever may not even read a page of customers need not be asked anything else.
			const isFirst = this.firstDate === undefined;
			if (failure && REFUSALS.includes(failure.kind) && !isFirst)
				return { state: 'known', value: { refused: failure.detail, kind: failure.kind } };
			this.lost = isFirst || failure?.kind !== 'malformed';
			return failed(sentenceOfThrown(thrown));
		}
	}
}
