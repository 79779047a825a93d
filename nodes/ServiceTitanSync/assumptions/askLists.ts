import {
	rowsOf,
	type About,
	type Answers,
	type PageSizes,
	type Reply,
} from '../../../core/sync/assumptions/answers';
import { someIds } from '../../../core/sync/assumptions/listQuestions';
import { known, valueOf, type Known } from '../../../core/sync/diagnosis/known';
import type { Query } from '../../../transport/query';
import type { Caller } from './caller';

type ListAnswers = Pick<
	Answers,
	'first' | 'last' | 'pageSizes' | 'byIds' | 'methodsOf' | 'inactive' | 'sinceItself'
>;

const PAGE = { page: 1, pageSize: 50, active: 'Any' };
/** Before ServiceTitan was: a list up to here is empty, and costs nothing whatever its page size. */
const NEVER = '2000-01-01T00:00:00Z';
const PAGE_SIZES = [5000, 500];

/** What the lists of customers and contact methods do: 8 calls, 9 where large pages are refused. */
export async function askLists(caller: Caller): Promise<ListAnswers> {
	const first = await caller.get('customers', { ...PAGE, sort: '+Id', includeTotal: true });
	const last = await caller.get('customers', { ...PAGE, sort: '-Id' });
	const pageSizes = await askPageSizes(caller);
	const ids = someIds({ first, last });
	const byIds = await about(caller, 'customers', ids, { ...PAGE, ids });
	const pageSize = pageSizeOf(pageSizes);
	const methodsOf = await askMethodsOf(caller, ids, pageSize);
	const inactiveOnes = await caller.get('customers', { ...PAGE, active: 'False' });
	const sleeping = rowsOf(inactiveOnes).map(({ id }) => id);
	const inactive =
		inactiveOnes.state === 'known' ? await askMethodsOf(caller, sleeping, pageSize) : inactiveOnes;
	const sinceItself = await askSinceItself(caller, first);
	return { first, last, pageSizes, byIds, methodsOf, inactive, sinceItself };
}

/** The largest page that is accepted, of the sizes that the package uses. */
async function askPageSizes(caller: Caller): Promise<Known<PageSizes>> {
	let [named, said]: [boolean, string | null] = [true, null];
	for (const pageSize of PAGE_SIZES) {
		const answer = await caller.get('customers', { page: 1, pageSize, modifiedBefore: NEVER });
		if (answer.state !== 'known') return answer;
		if ('given' in answer.value) return known({ largest: pageSize, named, said });
		said = answer.value.refused;
		named = /page_?size/i.test(said);
	}
	return known({ largest: null, named, said });
}

/** What the package uses, where it is accepted; else what every tenant accepts. */
export const pageSizeOf = (sizes: Known<PageSizes>): number =>
	Math.min(500, valueOf(sizes)?.largest ?? 50);

const askMethodsOf = async (
	caller: Caller,
	customerIds: number[],
	pageSize: number,
): Promise<Known<About>> =>
	await about(caller, 'customers/contacts', customerIds, { page: 1, pageSize, customerIds });

/** A customer from the middle of the first page, so that it is neither the newest nor the oldest. */
async function askSinceItself(caller: Caller, first: Known<Reply>): Promise<Known<About>> {
	const rows = rowsOf(first).filter(({ modifiedOn }) => modifiedOn);
	const row = rows[Math.floor(rows.length / 2)];
	if (!row?.modifiedOn) return { state: 'unasked', because: 'There is no customer to ask for.' };
	const query = { ...PAGE, ids: [row.id], modifiedOnOrAfter: row.modifiedOn };
	return await about(caller, 'customers', [row.id], query);
}

async function about(
	caller: Caller,
	path: string,
	ids: number[],
	query: Query,
): Promise<Known<About>> {
	const nobody: Reply = { given: { data: [], hasMore: false } };
	const answer = ids.length > 0 ? await caller.get(path, query) : known(nobody);
	return answer.state === 'known' ? known({ ids, reply: answer.value }) : answer;
}
