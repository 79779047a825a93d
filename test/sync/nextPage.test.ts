import { RequestFailed } from '../../core/failure';
import type { CustomerQuery } from '../../sync/ports';
import { readChanges } from '../../sync/readChanges';
import {
	at,
	readAll,
	requestOf,
	scriptedServiceTitan,
	type Script,
} from '../support/world/scriptedServiceTitan';

/** When a page of customers is asked for: before its turn by who reads all of them, in its turn by who may stop. */
const fourPages = ({ page, includeTotal }: CustomerQuery) =>
	includeTotal
		? { data: [], hasMore: false, totalCount: 4 }
		: { data: [{ id: page, modifiedOn: at('11:50:00') }], hasMore: page < 4 };

/** What was asked for, in that order. */
const asking = async (more: Parameters<typeof readAll>[1], stopAfter = Infinity) => {
	const order: string[] = [];
	const { serviceTitan } = scriptedServiceTitan({
		customers: (query) => {
			order.push(query.includeTotal ? 'total' : `page ${query.page}`);
			return fourPages(query);
		},
		methods: (ids) => {
			order.push(`methods of ${ids.join()}`);
			return [];
		},
	});
	await readAll(serviceTitan, { includeContacts: true, ...more }, stopAfter);
	return order;
};

it('the next page is asked for beside the contact methods of this one, where all are read', async () => {
	const order = await asking({ toTheEnd: true });
	expect(order.slice(0, 4)).toEqual(['page 1', 'page 2', 'methods of 1', 'page 3']);
	expect([...order].sort()).toEqual([...(await asking({}))].sort());
});

it('the next page waits for its turn where somebody may stop before it', async () => {
	const order = await asking({});
	expect(order.slice(0, 3)).toEqual(['page 1', 'methods of 1', 'page 2']);
	expect(await asking({}, 2)).not.toContain('page 3');
});

it('the next page is the only one asked for in vain by who stops all the same', async () => {
	expect(await asking({ toTheEnd: true }, 1)).toEqual(['page 1', 'page 2', 'methods of 1']);
});

it('a next page that fails is met when its turn comes: the one before it is handed on', async () => {
	const script: Script = {
		customers: ({ page }) => {
			if (page > 1) throw new RequestFailed('ServiceTitan', { kind: 'unavailable', detail: '' });
			return { data: [{ id: 1, modifiedOn: at('11:50:00') }], hasMore: true };
		},
	};
	const { serviceTitan } = scriptedServiceTitan(script);
	const handedOn: number[] = [];
	const portions = readChanges(serviceTitan, requestOf({ toTheEnd: true }));
	const reading = async () => {
		for await (const { changes } of portions)
			handedOn.push(...changes.map(({ customer }) => customer.id));
	};
	await expect(reading()).rejects.toThrow(RequestFailed);
	expect(handedOn).toEqual([1]);
});
