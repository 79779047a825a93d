import type { RequestFailed } from '../core/failure';
import {
	Advance,
	afterPage,
	isComplete,
	isInOrder,
	metBefore,
	MOST_DRAINS,
} from '../core/sync/drain';
import { restartDrain, type Window } from '../core/sync/window';
import { malformedAnswer } from './malformedAnswer';
import { newCustomersOf } from './newCustomers';
import { readAhead } from './readAhead';
import { readCustomerPage, type PageRead } from './readCustomerPage';
import { readCustomersByTime } from './readCustomersByTime';
import type { Reading, Step } from './readChanges';

/**
 * The customers modified since the cursor, page by page in the order of their ids, without an upper bound:
 * rows only enter this set, so none can slip past the reader. Where that order turns out not to be kept, they are
 * read by time instead. Afterwards the total is asked once, and the drain repeated while it shows more than was read.
 */
export async function* readCustomers(reading: Reading, from: Window): AsyncGenerator<Step> {
	let window = from;
	let carriedOn = from.page > 1 || from.drain > 1;
	for (;;) {
		const steps = window.ordered ? drain(reading, window) : readCustomersByTime(reading, window);
		for await (const step of steps) {
			yield step;
			({ window } = step);
		}
		if (window.customersUpTo === window.startedAt) break;
		if (!window.ordered) continue;
		if (await sawEverything(reading, window)) break;
		if (!carriedOn && window.drain >= MOST_DRAINS) throw listKeepsChanging();
		// What earlier polls counted may be outdated: that must not fail this poll and every one after it.
		window = restartDrain(window, carriedOn ? 1 : window.drain + 1);
		carriedOn = false;
	}
	yield { changes: [], window: { ...window, stage: 'contactMethods' } };
}

async function* drain(reading: Reading, from: Window): AsyncGenerator<Step> {
	const pages = pagesFrom(reading, from);
	const { toTheEnd = false } = reading.request;
	for await (const { window, reply } of toTheEnd ? readAhead(pages) : pages)
		yield { changes: await newCustomersOf(reading, window, reply), window };
}

/** The pages alone, each with the window as it is after it: they depend on each other, not on what is asked about them. */
async function* pagesFrom(reading: Reading, from: Window): AsyncGenerator<PageRead> {
	const advance = new Advance();
	const met = metBefore(from);
	let window = from;
	for (let more = true; more; ) {
		const { window: asked, reply } = await readCustomerPage(reading, window);
		const page = reply.value;
		const stalled = advance.stalled(
			page.data.map(({ id }) => id),
			page.hasMore,
		);
		if (stalled) throw malformedAnswer(`in the list of customers ${stalled} (page ${asked.page})`);
		const ordered = isInOrder(page, asked) || (asked.page === 1 && !page.hasMore);
		window = { ...afterPage(asked, page, met), ordered };
		more = page.hasMore && ordered;
		if (!page.hasMore) reading.atLastPage?.(window);
		yield { window, reply };
	}
}

/** Only a drain of several pages can have missed a row: one page is one moment. */
async function sawEverything({ serviceTitan }: Reading, window: Window): Promise<boolean> {
	if (window.page <= 2) return true;
	const { value } = await serviceTitan.customers({
		modifiedOnOrAfter: window.since,
		modifiedBefore: window.startedAt,
		page: 1,
		pageSize: 1,
		includeTotal: true,
		excludeAccountingChanges: window.excludeAccountingChanges,
	});
	return isComplete(window, value.totalCount);
}

const listKeepsChanging = (): RequestFailed =>
	malformedAnswer(
		`the list of customers was read ${MOST_DRAINS} times and showed more in its total than in its pages each time`,
	);
