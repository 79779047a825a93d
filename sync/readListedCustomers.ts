import { withNote, type Backfill } from '../core/sync/backfill';
import type { InitialRun } from './initialRun';
import type { InitialStep } from './readExportedCustomers';
import { readWhole } from './readWhole';

export const WITHOUT_EXPORTS =
	'The app may not read ServiceTitan\'s exports, so that customers were read from their list, which takes longer. Give it the scope "Export customers" in ServiceTitan to change that.';

/** The same customers for an app that may not read the exports: by their list, which this run or a later one can go on in. */
export async function* readListedCustomers(
	run: InitialRun,
	from: Backfill,
): AsyncGenerator<InitialStep> {
	let backfill = byLists(from);
	const steps = readWhole(run.ports.serviceTitan, {
		pageSize: run.request.pageSize,
		databaseNow: run.started.now,
		newestReadAt: run.started.newest_read_at ?? undefined,
		storedWindow: backfill.window,
	});
	for await (const { changes, window } of steps) {
		const customers = backfill.customers + changes.length;
		backfill = { ...backfill, window, customers };
		yield { changes, backfill, hasMore: window.stage === 'customers' };
	}
}

/** From the exports nothing is carried over: what was written by them comes again, unchanged. */
const byLists = (from: Backfill): Backfill =>
	from.source === 'lists'
		? from
		: withNote({ ...from, source: 'lists', stage: 'customers', customers: 0 }, WITHOUT_EXPORTS);
