import type { IExecuteFunctions } from 'n8n-workflow';

import { instantOfMillis, millisOf } from '../../../core/instant';
import { brief } from '../../../core/retry';
import type { Answers } from '../../../core/sync/assumptions/answers';
import { known, unasked, type Known } from '../../../core/sync/diagnosis/known';
import { connectServiceTitan } from '../../../transport/serviceTitan';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { listTurns } from '../../../transport/supabase/turns';
import { systemClock } from '../../shared/systemClock';
import { attempt } from '../diagnosis/attempt';
import { ACCESS_UNKNOWN, askAccess } from './askAccess';
import { askExports } from './askExports';
import { askLists, pageSizeOf } from './askLists';
import { Caller } from './caller';

/**
 * Asks ServiceTitan about itself, one call after the other within its pace; everything is a read.
 * @returns the answers, and how many calls they took, that for a token included
 * @throws CredentialIncomplete
 */
export async function askAll(
	context: IExecuteFunctions,
): Promise<{ answers: Answers; calls: number }> {
	const connection = await connectServiceTitan(context, systemClock, brief);
	const { tenantId } = connection;
	const caller = new Caller(connection);
	const lists = await askLists(caller);
	const aheadMs = aheadOf(caller);
	const now = instantOfMillis(systemClock.now() + (aheadMs ?? 0));
	const exports = await askExports(caller, { now, pageSize: pageSizeOf(lists.pageSizes) });
	const reached = lists.first.state === 'known';
	const access = reached ? await askAccess(context) : ACCESS_UNKNOWN;
	const dated: Known<boolean> =
		caller.firstDate === undefined
			? unasked('ServiceTitan did not answer: see above.')
			: known(caller.firstDate !== null);
	const clockAhead = await clockAheadOf(context, aheadMs);
	const answers = { ...lists, ...exports, ...access, now, dated, clockAhead, tenantId };
	return { answers, calls: caller.calls + (reached ? ACCESS_CALLS : 0) };
}

const ACCESS_CALLS = 2;

/** By how many milliseconds ServiceTitan's clock is ahead of this machine's. */
const aheadOf = ({ firstDate, firstAskedMs }: Caller): number | undefined =>
	firstDate ? millisOf(firstDate) - firstAskedMs : undefined;

/** The database's clock is asked for the comparison alone: without it all the rest can be answered. */
async function clockAheadOf(
	context: IExecuteFunctions,
	aheadMs: number | undefined,
): Promise<Known<number>> {
	if (aheadMs === undefined) return unasked("ServiceTitan's replies say no time: see above.");
	return await attempt(async () => {
		const { now } = await listTurns(await connectSupabase(context, systemClock, brief));
		return (aheadMs - (millisOf(now) - systemClock.now())) / 1000;
	});
}
