import {
	listedContactMethod,
	type CustomersContactMethod,
} from '../../core/servicetitan/contactMethod';
import type { Page } from '../../core/servicetitan/page';
import type { Timed } from '../../sync/ports';
import type { CallServiceTitan } from './call';
import { onlyAskedFor } from './onlyAskedFor';
import { inPagesOf, malformedList, pagesOf } from './pages';

const PATH = 'customers/contacts';
/** Ten contact methods for each of fifty customers: nearly always one page. */
const PAGE_SIZE = 500;
/** How often a list of several pages is read when it changes meanwhile. */
const MOST_READS = 3;

type Methods = Timed<CustomersContactMethod[]>;

/**
 * All contact methods of these customers, at most 50. The list knows no sort, so that a change between two
 * pages can hide a row: such a list shows a row twice, or another total, and is read again.
 * Its times are those of the first page: nothing in the answer is older.
 */
export async function contactMethodsOf(call: CallServiceTitan, ids: number[]): Promise<Methods> {
	if (ids.length === 0) return { value: [], askedAt: undefined };
	return await inPagesOf(PAGE_SIZE, async (pageSize) => await readStill(call, ids, pageSize));
}

async function readStill(
	call: CallServiceTitan,
	ids: number[],
	pageSize: number,
): Promise<Methods> {
	for (let reads = 0; reads < MOST_READS; reads++) {
		const { value: pages, ...times } = await everyPage(call, ids, pageSize);
		const rows = pages.flatMap(({ data }) => data);
		const methods = onlyAskedFor(ids, rows, ({ customerId }) => customerId);
		if (stoodStill(pages, methods)) return { value: methods, ...times };
	}
	throw malformedList(PATH, 'rows kept moving while it was read');
}

async function everyPage(
	call: CallServiceTitan,
	customerIds: number[],
	pageSize: number,
): Promise<Timed<Page<CustomersContactMethod>[]>> {
	const query = { customerIds, includeTotal: true };
	const pages: Page<CustomersContactMethod>[] = [];
	let first: Omit<Methods, 'value'> = { askedAt: undefined };
	const list = { path: PATH, query, record: listedContactMethod, pageSize };
	for await (const { value, ...times } of pagesOf(call, list)) {
		if (pages.length === 0) first = times;
		pages.push(value);
	}
	return { value: pages, ...first };
}

/** Whether nothing moved between the pages, as far as one can see: no row twice, and one total all along. */
function stoodStill(pages: Page<unknown>[], methods: CustomersContactMethod[]): boolean {
	if (pages.length === 1) return true;
	const distinct = new Set(methods.map(({ id }) => id)).size;
	return (
		distinct === methods.length &&
		pages.every(({ totalCount }) => (totalCount ?? distinct) === distinct)
	);
}
