import { instantOfMillis, type Instant } from '../../../core/instant';
import { commitOf, type Commit, type Progress } from '../../../core/sync/commit';
import type { ClockNoted } from '../../../core/sync/serviceTitanClock';
import { nothingDelivered, type Delivered } from '../../../core/sync/delivered';
import { readChanges, type Change, type ReadRequest } from '../../../sync/readChanges';
import { serviceTitanAlone } from './serviceTitanAlone';

type ServiceTitan = Awaited<ReturnType<typeof serviceTitanAlone>>;

/** A reader that remembers like a finished run does: cursor, token, window and versions. */
export class Reader {
	cursor: Instant | null = null;
	contactToken: string | null = null;
	window: unknown = null;
	delivered: Delivered = nothingDelivered();
	clock: ClockNoted | undefined;
	newestReadAt: Instant | undefined;
	lastCommit: Commit | undefined;

	constructor(
		private readonly world: ServiceTitan,
		private readonly settings: Partial<ReadRequest> = {},
	) {}

	/** One whole run. @returns ids in the order they were handed on */
	async run(
		more: Partial<ReadRequest> = {},
		portions = Number.POSITIVE_INFINITY,
	): Promise<number[]> {
		const changes: Change[] = [];
		let progress: Progress | undefined;
		for await (const portion of readChanges(this.world.connection, this.request(more))) {
			changes.push(...portion.changes);
			this.newestReadAt = portion.changes.at(-1)?.readAt ?? this.newestReadAt;
			progress = portion.progress;
			if (--portions <= 0) break;
		}
		if (progress) this.keep(commitOf(progress, this.request(more).lookbackSeconds));
		return changes.map(({ customer }) => customer.id);
	}

	request(more: Partial<ReadRequest> = {}): ReadRequest {
		return {
			cursor: this.cursor,
			contactToken: this.contactToken,
			storedWindow: this.window,
			delivered: this.delivered,
			clock: this.clock,
			newestReadAt: this.newestReadAt,
			retries: [],
			includeContacts: true,
			databaseNow: instantOfMillis(this.world.clock.now()),
			lookbackSeconds: 300,
			pageSize: 50,
			excludeAccountingChanges: false,
			...this.settings,
			...more,
		};
	}

	/** What finishing a run does. */
	keep(commit: Commit): void {
		this.lastCommit = commit;
		this.cursor = commit.cursor_to ?? this.cursor;
		this.window = JSON.parse(JSON.stringify(commit.window));
		this.clock = commit.clock ?? this.clock;
		this.contactToken = commit.contact_token ?? this.contactToken;
		for (const stream of ['customer', 'contact_method'] as const) {
			Object.assign(this.delivered[stream], commit.delivered[stream]);
		}
	}
}

/** A reader after its first, silent run, and a quarter of an hour later. */
export async function beginReading(customers = 0, settings: Partial<ReadRequest> = {}) {
	const world = await serviceTitanAlone({ customers });
	const reader = new Reader(world, settings);
	expect(await reader.run()).toEqual([]);
	world.pass(60);
	await reader.run();
	world.pass(15);
	return { world, reader, simulator: world.simulator };
}
