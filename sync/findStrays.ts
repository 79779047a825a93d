import type { Ports } from './ports';
import type { Change } from './readChanges';
import { ReadingTime } from './readingTime';
import { Snapshots } from './snapshots';

/** How many contacts without a customer are asked for by id; of more, something else is wrong than their list. */
const MOST_ASKED_FOR = 500;

export interface Strays {
	/** Ids that `contacts` has and ServiceTitan does not know; the first of them. */
	unknown: string[];
	/** All of them. */
	count: number;
	/** Customers that the list did not show, although ServiceTitan knows them. */
	missed: Change[];
}

/**
 * The contacts whose customer did not come with the list of all customers. Each is asked for by its id before it is
 * called unknown: the list may have been wrong, and a person may delete what is reported here.
 * @param seen  the ids of all customers that came
 */
export async function findStrays(
	{ serviceTitan, contactIds }: Pick<Ports, 'serviceTitan' | 'contactIds'>,
	workspaceId: string,
	seen: ReadonlySet<number>,
): Promise<Strays> {
	const strays: string[] = [];
	for (let after: string | undefined, more = true; more; ) {
		const { ids, next } = await contactIds.list(workspaceId, after);
		strays.push(...ids.filter((id) => !seen.has(Number(id))));
		after = next;
		more = next !== undefined;
	}
	const missed = await askFor(serviceTitan, strays.slice(0, MOST_ASKED_FOR));
	const found = new Set(missed.map(({ customer }) => String(customer.id)));
	const unknown = strays.filter((id) => !found.has(id));
	return { unknown: unknown.slice(0, MOST_ASKED_FOR), count: unknown.length, missed };
}

async function askFor(serviceTitan: Ports['serviceTitan'], ids: string[]): Promise<Change[]> {
	const known = ids.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
	const options = { includeContacts: true, remembers: false };
	const snapshots = new Snapshots(serviceTitan, options, new ReadingTime(undefined));
	const found = await snapshots.byIds(known);
	return found.map((snapshot) => ({
		...snapshot,
		event: 'updated',
		retry: false,
		newerByReading: true,
	}));
}

/** "2 contacts belong to customers that ServiceTitan does not know: 4711, 4712. They were left as they are." */
export function sentenceOfStrays({ unknown, count }: Strays): string {
	if (count === 0) return '';
	const some = unknown.slice(0, 10).join(', ');
	const rest = count > 10 ? ' and others' : '';
	return count === 1
		? `1 contact belongs to a customer that ServiceTitan does not know: ${some}. It was left as it is.`
		: `${count} contacts belong to customers that ServiceTitan does not know: ${some}${rest}. They were left as they are.`;
}
