import { asError } from '../core/asError';
import { secondsBefore, type Instant } from '../core/instant';
import { seeClock } from '../core/sync/serviceTitanClock';
import { EVER, restartDrain, startOf, type Window } from '../core/sync/window';
import { withClock } from '../core/sync/windowAndClock';
import type { Customer } from '../core/servicetitan/customer';
import type { Page } from '../core/servicetitan/page';
import type { CustomerQuery, Timed } from './ports';
import type { Reading, ReadRequest } from './readChanges';
import { refusesPageSize, SAFE_PAGE_SIZE } from './safePageSize';

export interface PageRead {
	/** As the page was asked for: its size may be another than wanted, and the first page sets the start and the clock. */
	window: Window;
	reply: Timed<Page<Customer>>;
}

/** Reads the window's next page; a page size that this tenant refuses is exchanged for one that all accept. */
export async function readCustomerPage(reading: Reading, window: Window): Promise<PageRead> {
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
	...(since === EVER ? {} : { modifiedOnOrAfter: since }),
	page,
	pageSize,
	excludeAccountingChanges,
});

/** The database's time now: what it said when the run was claimed, and what has passed since. */
const databaseTimeOf = ({ databaseNow, elapsedMs }: ReadRequest): Instant =>
	secondsBefore(databaseNow, -(elapsedMs?.() ?? 0) / 1000);
