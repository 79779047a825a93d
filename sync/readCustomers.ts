import { RequestFailed } from '../core/failure';
import { eventOf } from '../core/sync/changeEvent';
import { isNew, versionOf } from '../core/sync/delivered';
import {
	Advance,
	afterPage,
	isComplete,
	isInOrder,
	metBefore,
	MOST_DRAINS,
} from '../core/sync/drain';
import { seeClock } from '../core/sync/serviceTitanClock';
import { restartDrain, startOf, withClock, type Window } from '../core/sync/window';
import { secondsBefore, type Instant } from '../core/instant';
import type { Customer } from '../core/servicetitan/customer';
import type { Page } from '../core/servicetitan/page';
import { malformedAnswer } from './malformedAnswer';
import type { CustomerQuery, CustomerSnapshot, Timed } from './ports';
import { readSlices, type Slice } from './readSlices';
import { isNoted, type Change, type Reading, type ReadRequest, type Step } from './readChanges';

/** Every tenant accepts this page size; larger ones are refused by some. */
const SAFE_PAGE_SIZE = 50;

/**
 * The customers modified since the cursor, page by page in the order of their ids, without an upper bound:
 * rows only enter this set, so none can slip past the reader. Where that order turns out not to be kept, they are
 * read by time instead. Afterwards the total is asked once, and the drain repeated while it shows more than was read.
 */
export async function* readCustomers(reading: Reading, from: Window): AsyncGenerator<Step> {
	let window = from;
	let carriedOn = from.page > 1 || from.drain > 1;
	for (;;) {
		const steps = window.ordered ? drain(reading, window) : readInSlices(reading, window);
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
	const advance = new Advance();
	const met = metBefore(from);
	let window = from;
	for (let more = true; more; ) {
		const { window: asked, reply } = await readPage(reading, window);
		const page = reply.value;
		const stalled = advance.stalled(
			page.data.map(({ id }) => id),
			page.hasMore,
		);
		if (stalled) throw malformedAnswer(`in the list of customers ${stalled} (page ${asked.page})`);
		const ordered = isInOrder(page, asked) || (asked.page === 1 && !page.hasMore);
		window = { ...afterPage(asked, page, met), ordered };
		more = page.hasMore && ordered;
		yield { changes: await changesIn(reading, window, reply), window };
	}
}

/** For a tenant that does not keep the order it was asked for: all of the window up to its start, by time. */
async function* readInSlices(reading: Reading, from: Window): AsyncGenerator<Step> {
	const { since, startedAt, customersUpTo, pageSize, excludeAccountingChanges } = from;
	const list = {
		name: 'the list of customers',
		ask: async (slice: Slice, page: number) =>
			await reading.serviceTitan.customers({
				modifiedOnOrAfter: slice.from,
				modifiedBefore: slice.before,
				page,
				pageSize,
				excludeAccountingChanges,
			}),
	};
	const whole = { from: customersUpTo ?? since, before: startedAt };
	for await (const { rows, upTo } of readSlices(list, whole)) {
		const window = { ...from, customersUpTo: upTo };
		const { value: data, ...times } = rows;
		const page = { value: { data, hasMore: false }, ...times };
		yield { changes: await changesIn(reading, window, page), window };
	}
}

/** Reads the window's next page; a page size that this tenant refuses is exchanged for one that all accept. */
async function readPage(reading: Reading, window: Window): Promise<PageRead> {
	try {
		return await askPage(reading, window);
	} catch (failure) {
		if (!refusesPageSize(failure) || window.pageSize <= SAFE_PAGE_SIZE) throw asError(failure);
		return await askPage(
			reading,
			restartDrain({ ...window, pageSize: SAFE_PAGE_SIZE }, window.drain),
		);
	}
}

interface PageRead {
	window: Window;
	reply: Timed<Page<Customer>>;
}

async function askPage(reading: Reading, window: Window): Promise<PageRead> {
	const reply = await reading.serviceTitan.customers(pageOf(window));
	if (window.page > 1 || window.drain > 1) return { window, reply };
	const { clock, databaseNow } = reading.request;
	const started = withClock(
		{ ...window, startedAt: startOf(reply.askedAt, databaseNow) },
		seeClock(clock, reply.answeredAt, databaseTimeOf(reading.request)),
	);
	if (started.since === window.since) return { window: started, reply };
	// ServiceTitan's clock was set back: what changed since then stands before what was just asked for.
	return { window: started, reply: await reading.serviceTitan.customers(pageOf(started)) };
}

const pageOf = ({ since, page, pageSize, excludeAccountingChanges }: Window): CustomerQuery => ({
	modifiedOnOrAfter: since,
	page,
	pageSize,
	excludeAccountingChanges,
});

/** The database's time now: what it said when the run was claimed, and what has passed since. */
const databaseTimeOf = ({ databaseNow, elapsedMs }: ReadRequest): Instant =>
	secondsBefore(databaseNow, -(elapsedMs?.() ?? 0) / 1000);

const refusesPageSize = (failure: unknown): boolean =>
	failure instanceof RequestFailed &&
	failure.failure.kind === 'rejected' &&
	/page_?size/i.test(JSON.stringify(failure.failure));

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

async function changesIn(
	reading: Reading,
	window: Window,
	{ value: page, answeredAt }: Timed<Page<Customer>>,
): Promise<Change[]> {
	const known = reading.request.delivered.customer;
	const fresh = page.data.filter((customer) => {
		const version = versionOf(customer);
		const again = reading.seen.customer[customer.id] === version && version !== '';
		if (isNoted(reading, version, window)) reading.seen.customer[customer.id] = version;
		return !again && isNew(known, customer.id, version);
	});
	if (reading.baseline) return [];
	const snapshots = await reading.snapshots.complete(fresh, answeredAt);
	return snapshots.map((snapshot: CustomerSnapshot) => ({
		...snapshot,
		event: eventOf(snapshot.customer, window.since, known),
		retry: false,
	}));
}

const listKeepsChanging = (): RequestFailed =>
	malformedAnswer(
		`the list of customers was read ${MOST_DRAINS} times and showed more in its total than in its pages each time`,
	);

const asError = (failure: unknown): Error =>
	failure instanceof Error ? failure : new Error(String(failure));
