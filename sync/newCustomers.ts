import { eventOf } from '../core/sync/changeEvent';
import { isNew, versionOf } from '../core/sync/delivered';
import type { Window } from '../core/sync/window';
import type { Customer } from '../core/servicetitan/customer';
import type { Page } from '../core/servicetitan/page';
import type { CustomerSnapshot, Timed } from './ports';
import { isNoted, type Change, type Reading } from './readChanges';

/** The customers of a page that were not handed on in this version before, each with its contact methods. */
export async function newCustomersOf(
	reading: Reading,
	window: Window,
	{ value: page, answeredAt }: Timed<Page<Customer>>,
): Promise<Change[]> {
	const known = reading.request.delivered.customer;
	const fresh = page.data.filter((customer) => {
		const version = versionOf(customer);
		const again = reading.seen.customer[customer.id] === version && version !== '';
		if (isNoted(reading, version, window)) reading.seen.customer[customer.id] = version;
		return !again && isNew(known, customer.id, version);
	});
	if (reading.baseline) return [];
	const snapshots = await reading.snapshots.complete(fresh, answeredAt);
	return snapshots.map((snapshot: CustomerSnapshot) => ({
		...snapshot,
		event: eventOf(snapshot.customer, window.since, known),
		retry: false,
	}));
}
