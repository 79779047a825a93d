import { z } from 'zod';

import { instant, millisOf, type Instant } from '../../../core/instant';
import type { Evidence } from '../../../core/sync/diagnosis/evidence';
import {
	factsSeen,
	stateSeen,
	suspected,
	type StateSeen,
} from '../../../core/sync/diagnosis/stateSeen';
import { read } from '../../../transport/supabase/answers';
import type { CallFunction } from '../../../transport/supabase/connectSupabase';
import { systemClock } from '../../shared/systemClock';
import { attempt } from './attempt';

export interface WorkspaceAnswers extends Pick<Evidence, 'state' | 'facts' | 'suspected'> {
	/** The database's time, and by how many milliseconds it is ahead of this machine's. */
	clock?: { now: Instant; aheadMs: number };
}

const EXAMPLES = 5;

const status = z.object({ now: instant, workspaces: z.array(stateSeen).min(1) });

/** All that the database knows of one workspace; each answer may be missing for itself. */
export async function askWorkspace(
	call: CallFunction,
	p_workspace_id: string,
): Promise<WorkspaceAnswers> {
	let clock: WorkspaceAnswers['clock'];
	const state = await attempt<StateSeen>(async () => {
		const answer = read(status, await call('servicetitan_get_status', { p_workspace_id }));
		clock = { now: answer.now, aheadMs: millisOf(answer.now) - systemClock.now() };
		return answer.workspaces[0] as StateSeen;
	});
	const facts = await attempt(async () =>
		read(factsSeen, await call('servicetitan_diagnosis_facts', { p_workspace_id })),
	);
	const twice = await attempt(async () =>
		read(
			suspected,
			await call('servicetitan_suspected_duplicates', { p_workspace_id, p_limit: EXAMPLES }),
		),
	);
	return { state, facts, suspected: twice, clock };
}
