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
	const first = (pollSeconds[0] ?? 0) * 1_000;
	const untilNext = () => interval - ((Date.now() - first) % interval);
	const notNow = () => untilNext() < tooSoon || untilNext() > interval - tooSoon;
	const until = Date.now() + patience;
	while (notNow() || (await openRuns(sql)) > 0) {
		if (Date.now() > until) throw new NotAsPromised('A run that began earlier does not end.');
		await sleep(200);
	}
}

export type Watched = Pick<Stage, 'client'> & {
	workflowId: string;
	/** Name of the workflow's ServiceTitan Trigger node. */
	trigger: string;
};

type Finished = Execution & { data: ExecutionData };

/**
 * The executions that polls started and that are not known yet, oldest first, when they have ended. The workflow's
 * watchdog starts executions too, on a schedule of its own; those become known without further notice.
 */
export async function newExecutions(
	{ client, workflowId, trigger }: Watched,
	known: Set<string>,
): Promise<Finished[]> {
	const fresh = (await client.executions(workflowId, 50)).filter(({ id }) => !known.has(id));
	const found: Finished[] = [];
	for (const { id } of fresh.reverse()) {
		const execution = await client.finished(id);
		known.add(id);
		const { mode, status, data } = execution;
		// A poll that failed may leave nothing of its node behind.
		if (mode === 'trigger' && (data.nodes.includes(trigger) || status !== 'success'))
			found.push(execution);
	}
	return found;
}

/** Waits for the execution that the next scheduled poll starts, and for its end. */
export async function nextExecution(watched: Watched, known: Set<string>): Promise<Finished> {
	const until = Date.now() + patience;
	for (;;) {
		const [execution] = await newExecutions(watched, known);
		if (execution) return execution;
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
