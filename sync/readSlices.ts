import { instantOfMillis, millisOf, type Instant } from '../core/instant';
import { Advance } from '../core/sync/drain';
import type { Page } from '../core/servicetitan/page';
import { malformedAnswer } from './malformedAnswer';
import type { Timed } from './ports';

/** A slice of time, [from, before). */
export interface Slice {
	from: Instant;
	before: Instant;
}

export interface SlicedList<T> {
	/** e.g. `the list of customers`, for the message when it does not advance. */
	name: string;
	ask(slice: Slice, page: number): Promise<Timed<Page<T>>>;
}

/**
 * The rows modified in a span of time, in slices that fit on one page each: for a list in no order that can be relied
 * on, where a second page could miss what moved to the first. A row that changes meanwhile leaves the span and
 * belongs to the next run, if the span ends with this run's start.
 */
export async function* readSlices<T extends { id: number }>(
	list: SlicedList<T>,
	whole: Slice,
): AsyncGenerator<{ rows: Timed<T[]>; upTo: Instant }> {
	const slices: Slice[] = [whole];
	for (let slice = slices.pop(); slice; slice = slices.pop()) {
		const { value, ...times } = await list.ask(slice, 1);
		const middle = halfway(slice);
		const upTo = slice.before;
		if (!value.hasMore) yield { rows: { value: value.data, ...times }, upTo };
		else if (middle === undefined) {
			yield { rows: { value: await everyPage(list, slice), ...times }, upTo };
		} else slices.push({ from: middle, before: upTo }, { from: slice.from, before: middle });
	}
}

/** @returns `undefined` where the slice is a millisecond or less: a bulk edit put all of it on one instant */
function halfway({ from, before }: Slice): Instant | undefined {
	const [start, end] = [millisOf(from), millisOf(before)];
	return end - start > 1 ? instantOfMillis((start + end) / 2) : undefined;
}

async function everyPage<T extends { id: number }>(
	{ name, ask }: SlicedList<T>,
	slice: Slice,
): Promise<T[]> {
	const rows: T[] = [];
	const advance = new Advance();
	for (let page = 1, more = true; more; page++) {
		const { value } = await ask(slice, page);
		const stalled = advance.stalled(
			value.data.map(({ id }) => id),
			value.hasMore,
		);
		if (stalled) throw malformedAnswer(`in ${name} ${stalled}`);
		more = value.hasMore;
		rows.push(...value.data);
	}
	return rows;
}
