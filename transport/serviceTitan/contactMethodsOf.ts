import { RequestFailed } from '../../core/failure';
import type { CustomersContactMethod } from '../../core/servicetitan/contactMethod';
import type { Page } from '../../core/servicetitan/page';
import { Advance } from '../../core/sync/drain';
import type { Timed } from '../../sync/ports';
import { contactMethodPage } from './contactMethodPage';
import { onlyAskedFor } from './onlyAskedFor';
import type { CallServiceTitan } from './call';

/** Ten contact methods for each of fifty customers: nearly always one page. */
const PAGE_SIZE = 500;
/** What every tenant accepts. */
const SAFE_PAGE_SIZE = 50;
/** How often a list of several pages is read when it changes meanwhile. */
const MOST_READS = 3;

type Methods = Timed<CustomersContactMethod[]>;

/**
 * All contact methods of these customers, at most 50. The list knows no sort, so that a change between two
 * pages can hide a row: such a list shows rows twice or fewer than its total, and is read again.
 * `askedAt` is the time of the first page: nothing in the answer is older.
 */
export async function contactMethodsOf(
	call: CallServiceTitan,
	customerIds: number[],
): Promise<Methods> {
	if (customerIds.length === 0) return { value: [], askedAt: undefined };
	return await read(call, customerIds, PAGE_SIZE).catch(async (thrown: unknown) => {
		if (!refusesPageSize(thrown)) throw thrown;
		return await read(call, customerIds, SAFE_PAGE_SIZE);
	});
}

const refusesPageSize = (thrown: unknown): boolean =>
	thrown instanceof RequestFailed &&
	thrown.failure.kind === 'rejected' &&
	/page_?size/i.test(JSON.stringify(thrown.failure));

async function read(
	call: CallServiceTitan,
	customerIds: number[],
	pageSize: number,
): Promise<Methods> {
	for (let reads = 0; reads < MOST_READS; reads++) {
		const { value: pages, askedAt } = await everyPage(call, customerIds, pageSize);
		const methods = onlyAskedFor(
			customerIds,
			pages.flatMap(({ data }) => data),
			({ customerId }) => customerId,
		);
		if (isStill(pages, methods)) return { value: methods, askedAt };
	}
	throw malformed('it kept changing while it was read');
}

/** Whether nothing moved between the pages, as far as one can see. */
function isStill(pages: Page<unknown>[], methods: CustomersContactMethod[]): boolean {
	if (pages.length === 1) return true;
	const total = pages.at(-1)?.totalCount ?? methods.length;
	return new Set(methods.map(({ id }) => id)).size === methods.length && methods.length >= total;
}

async function everyPage(
	call: CallServiceTitan,
	customerIds: number[],
	pageSize: number,
): Promise<Timed<Page<CustomersContactMethod>[]>> {
	const advance = new Advance();
	const pages: Page<CustomersContactMethod>[] = [];
	let firstAskedAt: Methods['askedAt'];
	for (let page = 1, hasMore = true; hasMore; page++) {
		const query = { customerIds, page, pageSize, includeTotal: true };
		const { value, askedAt } = await call({
			method: 'GET',
			path: 'customers/contacts',
			query,
			answer: contactMethodPage,
		});
		const stalled = advance.stalled(
			value.data.map(({ id }) => id),
			value.hasMore,
		);
		if (stalled) throw malformed(stalled);
		if (page === 1) firstAskedAt = askedAt;
		pages.push(value);
		({ hasMore } = value);
	}
	return { value: pages, askedAt: firstAskedAt };
}

const malformed = (what: string): RequestFailed =>
	new RequestFailed('ServiceTitan', {
		kind: 'malformed',
		detail: `in the list of contact methods ${what}`,
	});
