import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../n8n/N8nClient';
import type { ExecutionData } from '../n8n/executionData';
import { pollSeconds } from '../stage/demoWorkflow';
import type { Stage } from '../stage/stage';
import type { Calls } from './calls';
import { openRuns } from './runHistory';
import { NotAsPromised } from './step';

const interval = 60_000 / pollSeconds.length;
/** Two whole intervals, and time for the execution itself. */
const patience = 2 * interval + 30_000;
/** A poll that begins this soon might see half of a change. */
const tooSoon = 1_000;

/** Waits until the last poll is over and the next one not about to begin. */
export async function betweenPolls({ sql }: Pick<Stage, 'sql'>): Promise<void> {
	const untilNext = () => interval - (Date.now() % interval);
	while (untilNext() < tooSoon || untilNext() > interval - tooSoon || (await openRuns(sql)) > 0)
		await sleep(200);
}

export type Watched = Pick<Stage, 'client'> & { workflowId: string };

/** The ids of all executions so far. */
export async function executionIds({ client, workflowId }: Watched): Promise<Set<string>> {
	return new Set((await client.executions(workflowId, 100)).map(({ id }) => id));
}

/** Waits for the execution that the next scheduled poll starts, and for its end. */
export async function nextExecution(
	watched: Watched,
	known: Set<string>,
): Promise<Execution & { data: ExecutionData }> {
	const until = Date.now() + patience;
	for (;;) {
		const fresh = (await watched.client.executions(watched.workflowId)).filter(
			({ id }) => !known.has(id),
		);
		const execution = fresh.at(-1);
		if (execution) return watched.client.finished(execution.id);
		if (Date.now() > until)
			throw new NotAsPromised(`No execution came within ${patience / 1000} s of the change.`);
		await sleep(200);
	}
}

/** Waits for a whole scheduled poll: it asked ServiceTitan, closed its run, and some seconds went by since. */
export async function wholePoll(
	stage: Pick<Stage, 'sql'>,
	calls: () => Promise<Calls>,
): Promise<void> {
	const until = Date.now() + patience;
	while (!(await calls()).polled) {
		if (Date.now() > until) throw new NotAsPromised(`No poll came within ${patience / 1000} s.`);
		await sleep(200);
	}
	while ((await openRuns(stage.sql)) > 0) await sleep(200);
	await sleep(3_000);
}
