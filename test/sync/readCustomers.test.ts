import { RequestFailed, type Failure } from '../../core/failure';
import { openWindow } from '../../core/sync/window';
import type { CustomerQuery } from '../../sync/ports';
import {
	at,
	readAll,
	scriptedServiceTitan,
	type Script,
} from '../support/world/scriptedServiceTitan';

const person = (id: number, time = '11:50:00') => ({ id, modifiedOn: at(time) });

/** A list in pages, in this order; its total where that is asked for. */
const pagesOf =
	(pages: ReturnType<typeof person>[][], total = new Set(pages.flat().map(({ id }) => id)).size) =>
	({ page, includeTotal }: CustomerQuery) =>
		includeTotal
			? { data: [], hasMore: false, totalCount: total }
			: { data: pages[page - 1] ?? [], hasMore: page < pages.length };

const read = async (script: Script, more: Parameters<typeof readAll>[1] = {}) => {
	const { serviceTitan, asked } = scriptedServiceTitan(script);
	const outcome = await readAll(serviceTitan, more).catch((failure: unknown) => ({
		failure,
		ids: undefined,
		progress: undefined,
	}));
	return { asked, drains: asked.customers.filter(isFirstPage).length, ...outcome };
};

const isFirstPage = ({
	page,
	includeTotal,
	modifiedBefore,
}: {
	page: number;
	includeTotal?: boolean;
	modifiedBefore?: string;
}) => page === 1 && !includeTotal && modifiedBefore === undefined;

describe('the total', () => {
	it('is not asked for after a single page, which is one moment', async () => {
		const { asked } = await read({ customers: pagesOf([[person(1)]]) });
		expect(asked.customers).toHaveLength(1);
	});

	it('is asked for once after several, of what changed before the start', async () => {
		const { asked } = await read({ customers: pagesOf([[person(1)], [person(2)]]) });
		expect(asked.customers.slice(2)).toEqual([
			{
				modifiedOnOrAfter: at('11:40:00'),
				modifiedBefore: at('12:00:00'),
				page: 1,
				pageSize: 1,
				includeTotal: true,
				excludeAccountingChanges: false,
			},
		]);
	});

	it('that shows more than was read ends the run after three drains', async () => {
		const { drains, ...outcome } = await read({
			customers: pagesOf([[person(1)], [person(2)]], 9),
		});
		expect(outcome).toMatchObject({ failure: { failure: { kind: 'malformed' } } });
		expect(drains).toBe(3);
	});

	it.each<[story: string, more: object, drains: number]>([
		['by its page', { page: 2 }, 3],
		['by its drain', { page: 1, drain: 3 }, 4],
	])(
		'does not hold what earlier polls counted against a carried window, told %s',
		async (_, more, drains) => {
			const opening = {
				cursor: at('11:45:00'),
				contactToken: 'token',
				lookbackSeconds: 300,
				pageSize: 500,
				excludeAccountingChanges: false,
			};
			const storedWindow = { ...openWindow(opening, at('11:55:00')), ...more };
			const outcome = await read(
				{ customers: pagesOf([[person(1)], [person(2)]], 9) },
				{ storedWindow },
			);
			expect(outcome.drains).toBe(drains);
		},
	);
});

describe('a page size', () => {
	const refusing = (failure: unknown, sizes: number[]): Script => ({
		customers: ({ pageSize }) => {
			sizes.push(pageSize);
			if (pageSize >= 50 && sizes.length === 1) throw failure;
			return { data: [person(1)], hasMore: false };
		},
	});
	const refused = (failure: Failure) => new RequestFailed('ServiceTitan', failure);
	const tooLarge: Failure = { kind: 'rejected', detail: 'x', fields: { pageSize: ['too large'] } };

	it('that the tenant refuses is exchanged for fifty', async () => {
		const sizes: number[] = [];
		expect(await read(refusing(refused(tooLarge), sizes))).toMatchObject({ ids: [1] });
		expect(sizes).toEqual([500, 50]);
	});

	it.each<[story: string, failure: unknown, pageSize: number]>([
		['where fifty are refused already', refused(tooLarge), 50],
		[
			'where it is something else that is refused',
			refused({ kind: 'rejected', detail: 'sort' }),
			500,
		],
		[
			'where the service is away, whatever it says',
			refused({ kind: 'unavailable', detail: 'pageSize' }),
			500,
		],
		['where the failure is ours', new Error('pageSize'), 500],
	])('is kept %s', async (_, failure, pageSize) => {
		const sizes: number[] = [];
		expect(await read(refusing(failure, sizes), { pageSize })).toMatchObject({ failure });
		expect(sizes).toEqual([pageSize]);
	});
});

describe('a tenant that does not keep the order it is asked for', () => {
	/** The newest first, by pages; by slices of time in any order. */
	const people = Array.from({ length: 9 }, (_, index) => person(index + 1, `11:5${index}:00`));
	const disorderly: Script['customers'] = ({
		page,
		pageSize,
		modifiedOnOrAfter = '',
		modifiedBefore,
	}) => {
		const found = [...people]
			.reverse()
			.filter(
				({ modifiedOn }) => modifiedOn >= modifiedOnOrAfter && modifiedOn < (modifiedBefore ?? 'z'),
			);
		const begin = (page - 1) * pageSize;
		return { data: found.slice(begin, begin + pageSize), hasMore: found.length > begin + pageSize };
	};

	it('is read by slices of time instead, to the start of the run, each customer once', async () => {
		const { ids, asked, progress } = await read({ customers: disorderly }, { pageSize: 3 });
		expect([...(ids ?? [])].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
		const slices = asked.customers.slice(1);
		expect(
			slices.every(
				({ modifiedBefore, page, pageSize, excludeAccountingChanges }) =>
					modifiedBefore !== undefined &&
					page === 1 &&
					pageSize === 3 &&
					excludeAccountingChanges === false,
			),
		).toBe(true);
		expect(slices.some(({ includeTotal }) => includeTotal)).toBe(false);
		expect(progress).toMatchObject({ window: { customersUpTo: at('12:00:00'), ordered: false } });
	});

	it('goes on from the slice that an earlier poll came to', async () => {
		const first = await read({ customers: disorderly }, { pageSize: 3 });
		const storedWindow = {
			...first.progress?.window,
			stage: 'customers',
			customersUpTo: at('11:55:00'),
		};
		const { asked, ids } = await read({ customers: disorderly }, { pageSize: 3, storedWindow });
		expect(asked.customers[0]).toMatchObject({
			modifiedOnOrAfter: at('11:55:00'),
			modifiedBefore: at('12:00:00'),
		});
		expect([...(ids ?? [])].sort()).toEqual([6, 7, 8, 9]);
	});

	it('that fits on one page needs no order', async () => {
		const { asked, ids } = await read({ customers: disorderly });
		expect(asked.customers).toHaveLength(1);
		expect(ids).toHaveLength(9);
	});

	it('on its last page only is noticed, too', async () => {
		const pages = pagesOf([
			[person(1), person(2)],
			[person(4), person(3)],
		]);
		const customers: Script['customers'] = (query) =>
			query.modifiedBefore ? { data: [], hasMore: false } : pages(query);
		const { asked } = await read({ customers });
		expect(asked.customers.at(-1)).toMatchObject({
			modifiedOnOrAfter: at('11:40:00'),
			modifiedBefore: at('12:00:00'),
			pageSize: 500,
		});
	});

	it('is told by words where it gives the same page for ever', async () => {
		const stuck: Script['customers'] = () => ({ data: [person(2), person(1)], hasMore: true });
		expect(await read({ customers: stuck })).toMatchObject({
			failure: { failure: { detail: expect.stringContaining('in the list of customers') } },
		});
	});
});

describe('a customer that comes on two pages', () => {
	it('is handed on once in the same version, twice in two', async () => {
		const pages = [
			[person(1), person(2)],
			[person(2), person(3)],
			[person(3, '11:59:00'), person(4)],
		];
		expect(await read({ customers: pagesOf(pages) })).toMatchObject({ ids: [1, 2, 3, 3, 4] });
	});

	it('is handed on twice where its version cannot be told', async () => {
		const nameless = { id: 2 } as ReturnType<typeof person>;
		const pages = [
			[person(1), nameless],
			[nameless, person(3)],
		];
		expect(await read({ customers: pagesOf(pages) })).toMatchObject({ ids: [1, 2, 2, 3] });
	});
});

it('takes the start of the run from its first reply', async () => {
	const answeredAt = (call: number) => at(`11:59:0${call}`);
	const pages = [[person(1)], [person(2)], [person(3)]];
	const { progress } = await read({ customers: pagesOf(pages), answeredAt });
	expect(progress?.window.startedAt).toBe(at('11:59:01'));
});

it('asks again, further back, where ServiceTitan’s clock was set back since the cursor was taken', async () => {
	const clock = { ahead_seconds: 0, repeated_until: null };
	const { asked } = await read(
		{ customers: pagesOf([[person(1)]]), answeredAt: () => at('11:50:00') },
		{ clock, databaseNow: at('11:58:00'), elapsedMs: () => 120_000 },
	);
	const [first, again, ...more] = asked.customers.map(({ modifiedOnOrAfter }) => modifiedOnOrAfter);
	expect(first).toBe(at('11:40:00'));
	expect(again).toBe(at('11:30:00'));
	expect(more).toEqual([]);
});
