import type { Instant } from '../core/instant';
import type { Ports } from './ports';
import type { Change } from './readChanges';
import { ReadingTime } from './readingTime';
import { Snapshots } from './snapshots';

/** How many are asked for and written at a time, and how many a report names; all are counted. */
const SOME = 500;

export interface Strays {
	/** Ids that `contacts` has and ServiceTitan does not know; the first of them. */
	unknown: string[];
	/** All of them. */
	count: number;
}

interface Search {
	workspaceId: string;
	/** The ids of all customers that came. */
	seen: ReadonlySet<number>;
	/** The newest `readAt` that an earlier run has written. */
	newestReadAt: Instant | undefined;
	/** Takes customers that the list did not show, although ServiceTitan knows them. */
	missed: (changes: Change[]) => Promise<void>;
}

/**
 * The contacts whose customer did not come with the list of all customers. Each is asked for by its id before it is
 * called unknown: the list may have been wrong, and a person may delete what is reported here.
 */
export async function findStrays(
	{ serviceTitan, contactIds }: Pick<Ports, 'serviceTitan' | 'contactIds'>,
	{ workspaceId, seen, newestReadAt, missed }: Search,
): Promise<Strays> {
	const options = { includeContacts: true, remembers: false };
	const snapshots = new Snapshots(serviceTitan, options, new ReadingTime(newestReadAt));
	const strays: Strays = { unknown: [], count: 0 };
	for (let after: string | undefined, more = true; more; more = after !== undefined) {
		const { ids, next } = await contactIds.list(workspaceId, after);
		after = next;
		for (const some of portions(ids.filter((id) => !seen.has(Number(id))))) {
			const found = await askFor(snapshots, some);
			await missed(found);
			const known = new Set(found.map(({ customer }) => customer.id));
			const unknown = some.filter((id) => !known.has(Number(id)));
			strays.count += unknown.length;
			strays.unknown = [...strays.unknown, ...unknown].slice(0, SOME);
		}
	}
	return strays;
}

const portions = (ids: string[]): string[][] =>
	Array.from({ length: Math.ceil(ids.length / SOME) }, (_, part) =>
		ids.slice(part * SOME, (part + 1) * SOME),
	);

async function askFor(snapshots: Snapshots, ids: string[]): Promise<Change[]> {
	const known = ids.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
	const found = await snapshots.byIds(known);
	return found.map((snapshot) => ({
		...snapshot,
		event: 'updated',
		retry: false,
		newerByReading: true,
		readJustNow: true,
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
