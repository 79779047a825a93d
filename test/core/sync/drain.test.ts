import { instantOfMillis } from '../../../core/instant';
import { Advance, afterPage, isComplete, metBefore } from '../../../core/sync/drain';
import { openWindow } from '../../../core/sync/window';

const startedAt = instantOfMillis(Date.parse('2026-03-02T12:00:00Z'));
const earlier = instantOfMillis(Date.parse('2026-03-02T11:50:00Z'));
const later = instantOfMillis(Date.parse('2026-03-02T12:00:01Z'));

const window = openWindow(
	{
		cursor: earlier,
		contactToken: null,
		lookbackSeconds: 300,
		pageSize: 3,
		excludeAccountingChanges: false,
	},
	startedAt,
);
const page = (ids: number[], modifiedOn: string | null = earlier) => ({
	data: ids.map((id) => ({ id, modifiedOn })) as never[],
	hasMore: true,
});

describe('counting what a drain met', () => {
	it('counts a customer once, though it slid onto the next page', () => {
		const met = metBefore(window);
		const first = afterPage(window, page([1, 2, 3]), met);
		const second = afterPage(first, page([3, 4]), met);
		expect(second).toMatchObject({ page: 3, counted: 4, lastId: 4 });
	});

	it('does not count what changed after the start: it belongs to the next run', () => {
		expect(afterPage(window, page([1], startedAt), metBefore(window)).counted).toBe(0);
		expect(afterPage(window, page([1, 2], later), metBefore(window)).counted).toBe(0);
	});

	it('takes out of the count who is met again because of a change since the start: the total has lost it too', () => {
		const met = metBefore(window);
		const first = afterPage(window, page([1, 2, 3]), met);
		const second = afterPage(first, page([5, 6, 1], later), met);
		expect(second.counted).toBe(2);
		expect(afterPage(second, page([1], later), met).counted).toBe(2);
	});

	it('does so for one that an earlier poll of the window met', () => {
		const carriedOn = { ...window, page: 2, lastId: 3, counted: 3 };
		expect(afterPage(carriedOn, page([2, 4], later), metBefore(carriedOn)).counted).toBe(2);
	});

	it('counts all where accounting changes are left out, but none that is met again in another version', () => {
		const leftOut = { ...window, excludeAccountingChanges: true };
		const met = metBefore(leftOut);
		const first = afterPage(leftOut, page([1, 2], later), met);
		expect(first.counted).toBe(2);
		expect(afterPage(first, page([2], later), met).counted).toBe(2);
		expect(afterPage(first, page([2], '2026-03-02T12:00:02.0000000Z'), met).counted).toBe(1);
	});

	it('counts a customer without modifiedOn as old', () => {
		expect(afterPage(window, page([2], undefined as never), metBefore(window)).counted).toBe(1);
		expect(afterPage(window, page([1], null), metBefore(window)).counted).toBe(1);
	});

	it('does not count again what an earlier poll of the window met', () => {
		const carriedOn = { ...window, page: 2, lastId: 3, counted: 3 };
		expect(afterPage(carriedOn, page([2, 3, 4]), metBefore(carriedOn)).counted).toBe(4);
	});

	it('counts customers in any order, should the list not keep its own', () => {
		const met = metBefore(window);
		const first = afterPage(window, page([9, 2]), met);
		expect(afterPage(first, page([5, 1]), met).counted).toBe(4);
	});
});

it.each<[story: string, total: number | null | undefined, complete: boolean]>([
	['as many as were read', 4, true],
	['fewer: some changed again meanwhile', 2, true],
	['more: something was missed', 5, false],
	['not given: nothing can be checked', null, true],
	['not in the answer: nothing can be checked', undefined, true],
])('the total is %s', (_, total, complete) => {
	expect(isComplete({ ...window, counted: 4 }, total)).toBe(complete);
});

describe('a stream of pages must advance', () => {
	it('says so when a page promises more but is empty', () => {
		expect(new Advance().stalled([], true)).toMatch(/empty/);
		expect(new Advance().stalled([], false)).toBeUndefined();
	});

	it('bears a page that comes twice, not one that comes for ever', () => {
		const advance = new Advance();
		expect(advance.stalled([1, 2], true)).toBeUndefined();
		expect(advance.stalled([1, 2], true)).toBeUndefined();
		expect(advance.stalled([1, 2], true)).toMatch(/again and again/);
	});

	it('does not bear pages that come in a circle', () => {
		const advance = new Advance();
		const pages = [
			[1, 2],
			[3, 4],
			[1, 2],
			[3, 4],
			[1, 2],
		];
		expect(pages.map((ids) => advance.stalled(ids, true) !== undefined)).toEqual([
			false,
			false,
			false,
			false,
			true,
		]);
	});

	it('does not mind a last page like the one before', () => {
		const advance = new Advance();
		advance.stalled([1], true);
		advance.stalled([1], true);
		expect(advance.stalled([1], false)).toBeUndefined();
	});
});
