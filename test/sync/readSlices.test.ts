import { instantOfMillis, type Instant } from '../../core/instant';
import { readSlices, type Slice } from '../../sync/readSlices';

const START = Date.parse('2026-03-02T12:00:00Z');
const at = (ms: number): Instant => instantOfMillis(START + ms);
const whole: Slice = { from: at(0), before: at(60_000) };

/** A list without an order, whose rows are modified at these milliseconds. */
function listOf(times: number[], pageSize: number) {
	const asked: Slice[] = [];
	const rows = times.map((ms, index) => ({ id: index + 1, modifiedOn: at(ms) }));
	const ask = async (slice: Slice, page: number) => {
		asked.push(slice);
		const found = rows.filter(
			({ modifiedOn }) => modifiedOn >= slice.from && modifiedOn < slice.before,
		);
		const data = found.slice((page - 1) * pageSize, page * pageSize);
		return { value: { data, hasMore: found.length > page * pageSize }, askedAt: undefined };
	};
	return { asked, name: 'the list of rows', ask };
}

async function read(list: ReturnType<typeof listOf>, span = whole) {
	const ids: number[] = [];
	const borders: Instant[] = [];
	for await (const { rows, upTo } of readSlices(list, span)) {
		ids.push(...rows.value.map(({ id }) => id));
		borders.push(upTo);
	}
	return { ids: ids.sort((a, b) => a - b), borders };
}

describe('a list without an order, read by slices of time', () => {
	it('that fits on one page is one call', async () => {
		const list = listOf([1, 2, 3], 3);
		expect(await read(list)).toEqual({ ids: [1, 2, 3], borders: [whole.before] });
		expect(list.asked).toEqual([whole]);
	});

	it('that does not is halved until each slice does, the earliest first, without a gap', async () => {
		const times = Array.from({ length: 100 }, (_, index) => (index * 593) % 60_000);
		const list = listOf(times, 10);
		const { ids, borders } = await read(list);
		expect(ids).toHaveLength(100);
		expect(new Set(ids).size).toBe(100);
		expect(borders).toEqual([...borders].sort());
		expect(borders.at(-1)).toBe(whole.before);
	});

	it('goes on from any border', async () => {
		const times = Array.from({ length: 40 }, (_, index) => index * 1_500);
		const { borders } = await read(listOf(times, 10));
		for (const border of borders) {
			const before = await read(listOf(times, 10), { from: whole.from, before: border });
			const after = await read(listOf(times, 10), { from: border, before: whole.before });
			expect([...before.ids, ...after.ids].sort((a, b) => a - b)).toEqual(
				times.map((_, index) => index + 1),
			);
		}
	});

	it('with more on one instant than a page holds is read page by page there', async () => {
		const list = listOf(
			Array.from({ length: 25 }, () => 30_000),
			10,
		);
		expect((await read(list)).ids).toHaveLength(25);
	});

	it('that gives the same page again and again ends in words', async () => {
		const stuck = {
			name: 'the list of rows',
			ask: async () => ({ value: { data: [{ id: 1 }], hasMore: true }, askedAt: undefined }),
		};
		const reading = async () => {
			for await (const _ of readSlices(stuck, whole));
		};
		await expect(reading()).rejects.toMatchObject({
			failure: { detail: expect.stringContaining('in the list of rows the same page comes') },
		});
	});
});
