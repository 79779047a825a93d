import { secondsBefore, type Instant } from '../core/instant';
import { newBackfill, readBackfill, type Backfill } from '../core/sync/backfill';
import { progressOf, type RunProgress } from '../core/sync/runProgress';
import { clockBefore, seeClock } from '../core/sync/serviceTitanClock';
import { Stopped } from '../core/sync/stopped';
import { startOf } from '../core/sync/window';
import type { WriteOptions } from './batchWriter';
import { howMany } from './howMany';
import type { Ports, StartRequest } from './ports';
import { ReadingTime } from './readingTime';
import type { Claim } from './withClaim';

export interface InitialRequest
	extends Omit<StartRequest, 'runId' | 'mode' | 'source'>,
		WriteOptions {
	/** Of the list that stands in for the exports where the app may not read those. */
	pageSize: number;
	/** End this run after about so many customers, and let the next one go on; 0: read all of them. */
	handBackAfter: number;
	/** How many contact methods are kept in memory beside the database, where it is not the usual number. */
	mostKept?: number;
	/** Whether somebody wants it to end; asked at each page. */
	isStopped: () => boolean;
}

/** What the stages of one initial run share. */
export interface InitialRun extends Claim {
	ports: Ports;
	request: InitialRequest;
	/** When contact methods are read, as a time that never runs backwards. */
	time: ReadingTime;
	/** How far an earlier run came, or a new beginning. */
	begun: Backfill;
	progress: (backfill: Backfill) => RunProgress;
	/** @throws Stopped, with how far it came */
	refuseIfStopped: (backfill: Backfill) => void;
}

export async function openInitialRun(
	ports: Ports,
	request: InitialRequest,
	claim: Claim,
): Promise<InitialRun> {
	const begun = readBackfill(claim.started.backfill) ?? (await beginAnew(ports, claim));
	const nowOf = (): Instant => secondsBefore(claim.started.now, -claim.elapsedMs() / 1000);
	let since: { customers: number; at: Instant } | undefined;
	const progress = (backfill: Backfill): RunProgress => {
		const { contactMethods, customers, total, source } = backfill;
		const now = nowOf();
		// Reading contact methods comes first and says nothing of the rate at which customers come.
		if (backfill.stage === 'customers') since ??= { customers: begun.customers, at: now };
		return progressOf({
			contactMethods: source === 'exports' ? contactMethods : null,
			customers,
			total,
			since: since ?? { customers, at: now },
			now,
		});
	};
	const refuseIfStopped = (backfill: Backfill): void => {
		if (!request.isStopped()) return;
		throw new Stopped(`${progress(backfill).message} The next Run Initial Sync goes on from here.`);
	};
	const time = new ReadingTime(claim.started.newest_read_at ?? undefined);
	return { ...claim, ports, request, time, begun, progress, refuseIfStopped };
}

/** Forgets what an earlier one left behind, and asks how many customers there are: so that its end can be foretold. */
async function beginAnew(
	{ serviceTitan, stagedMethods }: Ports,
	{ started, key, elapsedMs }: Claim,
): Promise<Backfill> {
	await stagedMethods.clear(key.workspaceId);
	const { value: total, askedAt, answeredAt } = await howMany(serviceTitan);
	const databaseNow = secondsBefore(started.now, -elapsedMs() / 1000);
	const before = clockBefore(started.clock ?? undefined, started.newest_read_ahead ?? undefined);
	return newBackfill({
		startedAt: startOf(askedAt, started.now),
		clock: seeClock(before, answeredAt, databaseNow).noted,
		total,
	});
}
