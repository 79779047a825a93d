import { z } from 'zod';

import { instant, type Instant } from '../core/instant';
import { isWanted, type TriggerOn } from '../core/sync/changeEvent';
import { commitOf } from '../core/sync/commit';
import { delivered, nothingDelivered, prune, type Delivered } from '../core/sync/delivered';
import { clockNoted } from '../core/sync/serviceTitanClock';
import { Refused } from '../core/sync/refusal';
import { isInFuture, type ReadSettings } from '../core/sync/window';
import { readUpTo } from './handOut';
import type { ServiceTitan } from './ports';
import { readChanges, type Change } from './readChanges';

/** How far a trigger came that keeps its progress in its own workflow. */
const progressSchema = z.object({
	version: z.literal(1),
	/** `null` while the very first window is open. */
	cursor: instant.nullable(),
	window: z.unknown(),
	contactToken: z.string().nullable(),
	delivered,
	clock: clockNoted.optional().catch(undefined),
	newestReadAt: instant.optional().catch(undefined),
});

export type SavedProgress = z.output<typeof progressSchema>;

export interface WatchRequest extends ReadSettings {
	/** What n8n's static data holds: foreign data. `undefined` before the first poll. */
	saved: unknown;
	startFrom?: Instant;
	triggerOn: TriggerOn;
	includeContacts: boolean;
	maxCustomers: number;
	hasTime: () => boolean;
	now: Instant;
}

/**
 * One read with the progress kept by n8n: no lease, no acknowledgement.
 * @returns what changed, and the progress to save once it is handed on
 * @throws Refused when the saved progress cannot be read or lies in the future: it is left as it is
 */
export async function watch(
	serviceTitan: ServiceTitan,
	request: WatchRequest,
): Promise<{ changes: Change[]; next: SavedProgress | undefined }> {
	const before = readSaved(request);
	const portions = readChanges(serviceTitan, {
		...request,
		cursor: before?.cursor ?? null,
		contactToken: before?.contactToken ?? null,
		storedWindow: before?.window,
		delivered: before?.delivered ?? nothingDelivered(),
		retries: [],
		databaseNow: request.now,
		clock: before?.clock,
		newestReadAt: before?.newestReadAt,
	});
	const { changes, progress } = await readUpTo(portions, request);
	if (!progress) return { changes, next: before };
	const commit = commitOf(progress, request.lookbackSeconds);
	const next: SavedProgress = {
		version: 1,
		cursor: commit.cursor_to ?? before?.cursor ?? null,
		window: commit.window,
		contactToken: commit.contact_token ?? before?.contactToken ?? null,
		delivered: remember(
			before?.delivered ?? nothingDelivered(),
			commit.delivered,
			commit.delivered_since,
		),
		clock: commit.clock ?? before?.clock,
		newestReadAt: newestOf(changes) ?? before?.newestReadAt,
	};
	return { changes: changes.filter(({ event }) => isWanted(request.triggerOn, event)), next };
}

/** Changes come in the order of their readings, and those never run backwards. */
const newestOf = (changes: Change[]): Instant | undefined => changes.at(-1)?.readAt;

function readSaved({ saved, startFrom, now }: WatchRequest): SavedProgress | undefined {
	if (saved === undefined || saved === null) return undefined;
	const parsed = progressSchema.safeParse(saved);
	// Replacing it by now would skip changes in silence; a start that was chosen is as good as a cursor.
	if (!parsed.success && startFrom === undefined) throw new Refused('cursor_unreadable', {});
	if (!parsed.success) return undefined;
	if (parsed.data.cursor !== null && isInFuture(parsed.data.cursor, now)) {
		throw new Refused('cursor_in_future', { cursor: parsed.data.cursor, now });
	}
	return parsed.data;
}

const remember = (
	before: Delivered,
	added: Delivered,
	since: { customer: Instant; contact_method: Instant | null },
): Delivered => ({
	customer: prune({ ...before.customer, ...added.customer }, since.customer),
	contact_method: {
		...prune(before.contact_method, since.contact_method ?? ''),
		...prune(added.contact_method, ''),
	},
});
