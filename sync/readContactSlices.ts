import { asError } from '../core/asError';
import type { Window } from '../core/sync/window';
import { methodsSince } from '../core/sync/windowAndClock';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import type { Reading } from './readChanges';
import { readSlices, type Slice } from './readSlices';
import { refusesPageSize, SAFE_PAGE_SIZE } from './safePageSize';

/**
 * The contact methods modified since the cursor: this list knows no sort. What changes after the run's start
 * belongs to the next run. A page size that this tenant refuses is exchanged for one that all accept.
 */
export async function* readContactSlices(
	{ serviceTitan }: Reading,
	window: Window,
): AsyncGenerator<{ methods: CustomersContactMethod[]; window: Window }> {
	let { pageSize } = window;
	const { startedAt, methodsUpTo } = window;
	const askNow = async ({ from, before }: Slice, page: number) =>
		await serviceTitan.contactMethodsModified({
			modifiedOnOrAfter: from,
			modifiedBefore: before,
			page,
			pageSize,
		});
	const list = {
		name: 'the list of contact methods',
		ask: async (slice: Slice, page: number) => {
			try {
				return await askNow(slice, page);
			} catch (failure) {
				if (!refusesPageSize(failure) || pageSize <= SAFE_PAGE_SIZE) throw asError(failure);
				pageSize = SAFE_PAGE_SIZE;
				return await askNow(slice, page);
			}
		},
	};
	const whole = { from: methodsUpTo ?? methodsSince(window), before: startedAt };
	for await (const { rows, upTo } of readSlices(list, whole)) {
		yield { methods: rows.value, window: { ...window, methodsUpTo: upTo } };
	}
}
