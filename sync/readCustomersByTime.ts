import type { Window } from '../core/sync/window';
import { newCustomersOf } from './newCustomers';
import type { Reading, Step } from './readChanges';
import { readSlices, type Slice } from './readSlices';

/** For a tenant that does not keep the order it was asked for: all of the window up to its start, by time. */
export async function* readCustomersByTime(reading: Reading, from: Window): AsyncGenerator<Step> {
	const { since, startedAt, customersUpTo, pageSize, excludeAccountingChanges } = from;
	const list = {
		name: 'the list of customers',
		ask: async (slice: Slice, page: number) =>
			await reading.serviceTitan.customers({
				modifiedOnOrAfter: slice.from,
				modifiedBefore: slice.before,
				page,
				pageSize,
				excludeAccountingChanges,
			}),
	};
	const whole = { from: customersUpTo ?? since, before: startedAt };
	for await (const { rows, upTo } of readSlices(list, whole)) {
		const window = { ...from, customersUpTo: upTo };
		const { value: data, ...times } = rows;
		const page = { value: { data, hasMore: false }, ...times };
		yield { changes: await newCustomersOf(reading, window, page), window };
	}
}
