import { createChance, wholeBetween, type Chance } from '../../simulator/chance';
import type { Order } from '../../simulator/tenant/sorted';
import { Table, type Row } from '../../simulator/tenant/table';

const ORDERS: Order[] = ['id', 'modifiedOn', 'createdOn', 'change'];

/** Few instants, so that many rows share one. */
const someInstant = (chance: Chance): string => `2026-03-01T09:00:${wholeBetween(chance, 10, 59)}Z`;

describe('the orders of a table that somebody has asked for', () => {
	it.each([1, 40, 299, 300, 2_000])('are kept while %i rows are written at once', (count) => {
		const chance = createChance(count);
		const table = new Table<Row>();
		const write = (id: number) =>
			table.put({ id, createdOn: someInstant(chance), modifiedOn: someInstant(chance) }, 0);
		for (let id = 1; id <= 1_000; id += 1) write(id);
		for (const order of ORDERS) table.inOrder(order, 0);
		// Some of them are new, and some are written several times.
		for (let nth = 0; nth < count; nth += 1) write(wholeBetween(chance, 1, 1_200));

		const changes = new Map(table.inOrder('change', 0).map(({ row, change }) => [row.id, change]));
		const keyOf = (row: Row, order: Order) =>
			order === 'change' ? changes.get(row.id) : row[order];
		for (const order of ORDERS) {
			const expected = table.rows().sort((a, b) => {
				const [left, right] = [keyOf(a, order) ?? 0, keyOf(b, order) ?? 0];
				return left === right ? a.id - b.id : left < right ? -1 : 1;
			});
			expect(table.inOrder(order, 0).map(({ row }) => row)).toEqual(expected);
		}
	});
});
