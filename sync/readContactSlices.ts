import { instantOfMillis, millisOf, type Instant } from '../core/instant';
import { Advance } from '../core/sync/drain';
import { methodsSince, type Window } from '../core/sync/window';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import { malformedAnswer } from './malformedAnswer';
import type { Reading } from './readChanges';

/** A slice of time, [from, before). */
interface Slice {
	from: Instant;
	before: Instant;
}

/**
 * The contact methods modified since the cursor, in slices of time that fit on one page each: this list
 * knows no sort, so a second page could miss what moved to the first. What changes after the run's
 * start belongs to the next run.
 */
export async function* readContactSlices(
	reading: Reading,
	window: Window,
): AsyncGenerator<{ methods: CustomersContactMethod[]; window: Window }> {
	const from = window.methodsUpTo ?? methodsSince(window);
	const slices: Slice[] = [{ from, before: window.startedAt }];
	for (let slice = slices.pop(); slice; slice = slices.pop()) {
		const { value } = await ask(reading, slice, window.pageSize, 1);
		const middle = halfway(slice);
		const read = { ...window, methodsUpTo: slice.before };
		if (!value.hasMore) yield { methods: value.data, window: read };
		else if (middle === undefined) {
			yield { methods: await everyPage(reading, slice, window.pageSize), window: read };
		} else
			slices.push({ from: middle, before: slice.before }, { from: slice.from, before: middle });
	}
}

const ask = async ({ serviceTitan }: Reading, slice: Slice, pageSize: number, page: number) =>
	await serviceTitan.contactMethodsModified({
		modifiedOnOrAfter: slice.from,
		modifiedBefore: slice.before,
		page,
		pageSize,
	});

/** @returns `undefined` where the slice is a millisecond or less: a bulk edit put all of it on one instant */
function halfway({ from, before }: Slice): Instant | undefined {
	const [start, end] = [millisOf(from), millisOf(before)];
	return end - start > 1 ? instantOfMillis((start + end) / 2) : undefined;
}

async function everyPage(reading: Reading, slice: Slice, pageSize: number) {
	const methods: CustomersContactMethod[] = [];
	const advance = new Advance();
	for (let page = 1, more = true; more; page++) {
		const { value } = await ask(reading, slice, pageSize, page);
		const stalled = advance.stalled(
			value.data.map(({ id }) => id),
			value.hasMore,
		);
		if (stalled) throw malformedAnswer(`in the list of contact methods ${stalled}`);
		more = value.hasMore;
		methods.push(...value.data);
	}
	return methods;
}
