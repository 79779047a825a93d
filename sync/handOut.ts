import { isWanted, type TriggerOn } from '../core/sync/changeEvent';
import { commitOf, type Progress } from '../core/sync/commit';
import { summaryOfFinished, type Summary } from '../core/sync/summary';
import { leaseKeeper } from './leaseKeeper';
import { withRun, type RunRequest } from './openRun';
import { LatestChanges } from './latestChanges';
import type { Ports } from './ports';
import { readChanges, type Change } from './readChanges';

export interface HandOutRequest extends RunRequest {
	triggerOn: TriggerOn;
	/** Stop at the next page border after so many customers. */
	maxCustomers: number;
	/** Whether there is time for another page. */
	hasTime: () => boolean;
}

/** Customers on their way to Supabase Contact Upsert, which ends the run when all of them have arrived. */
export interface HandedOut {
	runId: string;
	workspaceId: string;
	changes: Change[];
	/** There when nothing was to hand out, so that the run ended by itself. */
	summary?: Summary;
}

/**
 * The reading half of a run, for the canvas: claims the workspace, reads up to the cap, notes what is handed
 * out and what finishing is to store. The cursor moves only when the writing half finishes the run.
 */
export async function handOut(ports: Ports, request: HandOutRequest): Promise<HandedOut> {
	return await withRun(ports, request, async (read, key) => {
		const portions = readChanges(ports.serviceTitan, read);
		const { changes, progress } = await readUpTo(portions, request, leaseKeeper(ports, key));
		const wanted = changes.filter(
			({ event, retry }) => retry || isWanted(request.triggerOn, event),
		);
		const commit = progress && commitOf(progress, request.lookbackSeconds);
		if (wanted.length === 0) {
			const finished = await ports.runs.finish(key, { when: 'now', commit, fetched: 0 });
			const summary = finished.outcome === 'finished' ? summaryOfFinished(finished) : undefined;
			return { ...key, changes: [], summary };
		}
		const handedOut = wanted.map(({ customer }) => String(customer.id));
		await ports.runs.checkpoint(key, { handedOut, commit, fetched: wanted.length });
		return { ...key, changes: wanted };
	});
}

/** Reads portions until the cap or the time is used up, at least one of them. */
export async function readUpTo(
	portions: ReturnType<typeof readChanges>,
	{ maxCustomers, hasTime }: Pick<HandOutRequest, 'maxCustomers' | 'hasTime'>,
	atBorder: () => Promise<void> = async () => undefined,
): Promise<{ changes: Change[]; progress: Progress | undefined }> {
	const changes = new LatestChanges();
	let progress: Progress | undefined;
	for await (const portion of portions) {
		changes.add(portion.changes);
		progress = portion.progress;
		await atBorder();
		if (changes.size >= maxCustomers || !hasTime()) break;
	}
	return { changes: changes.all(), progress };
}
