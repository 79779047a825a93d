import { rowOf } from '../core/contact/rowOf';
import type { Instant } from '../core/instant';
import type { CustomerNow } from '../core/sync/explanation/evidence';
import type { Ports } from './ports';
import { ReadingTime } from './readingTime';
import { Snapshots } from './snapshots';

/**
 * One customer as ServiceTitan has it at this moment, and the row that a run would make of it: a later reading than
 * any that is stored, whatever its modifiedOn says.
 * @param newestReadAt  the newest reading that any run has written
 * @returns `null` where ServiceTitan does not know it
 */
export async function customerNow(
	{ serviceTitan, parsePhone }: Pick<Ports, 'serviceTitan' | 'parsePhone'>,
	crmId: number,
	newestReadAt: Instant | undefined,
): Promise<CustomerNow | null> {
	const options = { includeContacts: true, remembers: false };
	const snapshots = new Snapshots(serviceTitan, options, new ReadingTime(newestReadAt));
	const [snapshot] = await snapshots.byIds([crmId]);
	if (!snapshot) return null;
	const read = { ...snapshot, newerByReading: true, readJustNow: true };
	const methods = (snapshot.contacts ?? []).filter(({ active }) => active !== false);
	return {
		customer: snapshot.customer,
		contactMethods: methods.length,
		row: rowOf(read, parsePhone),
	};
}
