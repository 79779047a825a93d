import { recordId } from '../core/servicetitan/customer';
import type { Change, Reading } from './readChanges';

/**
 * The customers that could not be written before and are due again. One that ServiceTitan no longer
 * knows is noted as gone, so that it is not asked for for ever.
 */
export async function readRetries(reading: Reading): Promise<Change[]> {
	if (reading.baseline) return [];
	const due = reading.request.retries.filter((id) => recordId.safeParse(id).success).map(Number);
	const missing = due.filter((id) => !reading.snapshots.has(id));
	const snapshots = await reading.snapshots.byIds(missing);
	const found = new Set(snapshots.map(({ customer }) => customer.id));
	reading.gone.push(...missing.filter((id) => !found.has(id)).map(String));
	return snapshots.map((snapshot) => ({ ...snapshot, event: 'updated', retry: true }));
}
