import { isInOrder } from '../../../core/sync/drain';
import type { Window } from '../../../core/sync/window';

describe('whether customers come in the order of their ids', () => {
	it.each<[story: string, lastId: number, ids: number[], inOrder: boolean]>([
		['the first page', 0, [1, 2, 3], true],
		['the next page', 3, [4, 5, 6], true],
		['rows slid onto it from the last page', 3, [2, 3, 4], true],
		['nothing is left', 3, [], true],
		['one came back to the end, since it changed', 3, [4, 5, 1], false],
		['only the one that came back is on the page', 3, [1], false],
		['the same one twice', 0, [1, 2, 2], false],
		['the newest first', 0, [3, 2, 1], false],
	])('%s', (_, lastId, ids, inOrder) => {
		const page = { data: ids.map((id) => ({ id })), hasMore: false };
		expect(isInOrder(page, { lastId } as Window)).toBe(inOrder);
	});
});
