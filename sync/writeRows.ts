import { askedTooMuch, RequestFailed } from '../core/failure';
import type { UpsertAnswer } from '../core/sync/run';
import { countsOf, noCounts, type Counts } from '../core/sync/summary';
import type { Clock, ContactRow, Contacts, SetAside, UpsertRequest } from './ports';

export type WriteRequest = Omit<UpsertRequest, 'batchId' | 'rows'>;

/**
 * Writes one batch. A batch that is too slow for the database's time limit is halved until it fits;
 * only the last part may finish the run.
 * @returns outcomes in the order of the rows, counts of all parts
 * @throws RequestFailed when even a single row is too slow, or the database cannot be reached
 */
export async function writeRows(
	{ contacts, clock }: { contacts: Contacts; clock: Clock },
	rows: Array<ContactRow | SetAside>,
	request: WriteRequest,
): Promise<UpsertAnswer> {
	try {
		return await contacts.upsert({ ...request, rows, batchId: clock.newId() });
	} catch (failure) {
		if (!isTooSlow(failure) || rows.length < 2) {
			throw failure instanceof Error ? failure : new Error(String(failure));
		}
	}
	const middle = Math.ceil(rows.length / 2);
	const ports = { contacts, clock };
	const first = await writeRows(ports, rows.slice(0, middle), { ...request, finish: 'never' });
	const second = await writeRows(ports, rows.slice(middle), request);
	return {
		...second,
		rows: [...first.rows, ...second.rows],
		counts: addCounts(first.counts, second.counts),
	};
}

const isTooSlow = (thrown: unknown): boolean =>
	thrown instanceof RequestFailed && askedTooMuch(thrown.failure);

export function addCounts(a: Counts, b: Counts): Counts {
	const sum = noCounts();
	for (const outcome of Object.keys(sum) as Array<keyof Counts>) {
		sum[outcome] = countsOf(a)[outcome] + countsOf(b)[outcome];
	}
	return sum;
}
