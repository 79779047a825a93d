import type { Instant } from '../../core/instant';
import type { Switches } from '../switches';
import type { Order } from '../tenant/sorted';
import type { Row, Version } from '../tenant/table';
import type { Query } from './query';

const DEFAULT_PAGE_SIZE = 50;

export interface Paging {
	page: number;
	pageSize: number;
	includeTotal: boolean;
}

export interface Sorting {
	order: Order;
	descending: boolean;
}

/** From and until of a date filter: inclusive and exclusive. */
export interface Range {
	from: Instant | undefined;
	before: Instant | undefined;
}

export function readPaging(query: Query, { pageSizeMax }: Switches): Paging {
	const page = query.whole('page') ?? 1;
	const pageSize = query.whole('pageSize') ?? Math.min(DEFAULT_PAGE_SIZE, pageSizeMax);
	if (page < 1) query.refuse('page', 'The field page must be at least 1.');
	if (pageSize < 1 || pageSize > pageSizeMax)
		query.refuse('pageSize', `The field pageSize must be between 1 and ${pageSizeMax}.`);
	return { page, pageSize, includeTotal: query.flag('includeTotal') };
}

const ORDERS: Record<string, Order> = {
	id: 'id',
	modifiedon: 'modifiedOn',
	createdon: 'createdOn',
};

/** `+Field` or `-Field`; a `+` that was not encoded arrives as a space and is refused. */
export function readSorting(query: Query, { sortKept }: Switches): Sorting {
	const text = query.untrimmed('sort');
	const [, sign, field = ''] = /^([+-])(\w+)$/.exec(text ?? '+Id') ?? [];
	const order = ORDERS[field.toLowerCase()];
	if (!order)
		query.refuse('sort', `'${text}' is no sort: +Field or -Field, of Id, ModifiedOn, CreatedOn.`);
	return sortKept
		? { order: order ?? 'id', descending: sign === '-' }
		: { order: 'modifiedOn', descending: false };
}

export const readRange = (query: Query, what: 'modified' | 'created'): Range => ({
	from: query.moment(`${what}OnOrAfter`),
	before: query.moment(`${what}Before`),
});

export const within = (moment: Instant, { from, before }: Range): boolean =>
	(from === undefined || moment >= from) && (before === undefined || moment < before);

/** One page of what is left after filtering. A page past the end is empty. */
export function pageOf<R extends Row, T>(
	found: ReadonlyArray<Version<R>>,
	{ page, pageSize, includeTotal }: Paging,
	{ switches, reply }: { switches: Switches; reply: (row: R, switches: Switches) => T },
) {
	const start = (page - 1) * pageSize;
	return {
		page,
		pageSize,
		hasMore: start + pageSize < found.length,
		totalCount: includeTotal && switches.totalCount ? found.length : null,
		data: found.slice(start, start + pageSize).map(({ row }) => reply(row, switches)),
	};
}

export const inDirection = <T>(rows: readonly T[], { descending }: Sorting): readonly T[] =>
	descending ? [...rows].reverse() : rows;
