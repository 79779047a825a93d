import type { Execution } from '../n8n/N8nClient';
import type { ExecutionData } from '../n8n/executionData';
import type { Stage } from '../stage/stage';
import { countCalls, type Calls } from './calls';
import { countNames, inWords, noCounts, same, type Counts } from './counts';
import { betweenPolls, newExecutions, nextExecution, wholePoll, type Watched } from './polls';
import { runOf } from './runHistory';
import { NotAsPromised, type Step, type StepResult } from './step';

/** Where the proof looks. */
export type Scene = Pick<Stage, 'serviceTitan' | 'supabase' | 'sql' | 'client'> &
	Watched & {
		/** Name of the workflow's Supabase Contact Upsert node. */
		upsert: string;
	};

/** Makes the step's change, waits for the scheduled poll, and compares what came of it. @throws NotAsPromised */
export async function proveStep(scene: Scene, step: Step): Promise<StepResult> {
	await betweenPolls(scene);
	const known = new Set<string>();
	await newExecutions(scene, known);
	const calls = countCalls(scene);
	step.change?.();
	const counts = step.change
		? await countsOf(scene, await nextExecution(scene, known))
		: await silence(scene, { known, calls });
	if (!same(counts, step.expected))
		throw new NotAsPromised(`It should be: ${inWords(step.expected)}. It was: ${inWords(counts)}.`);
	const wrong = await step.look?.();
	if (wrong) throw new NotAsPromised(`The run says the right thing, but ${wrong}.`);
	return resultOf(step, counts, await calls());
}

/** What the execution says it did, which must be what the run history says. */
async function countsOf(
	{ sql, upsert }: Scene,
	{ status, data }: Execution & { data: ExecutionData },
): Promise<Counts> {
	if (status !== 'success')
		throw new NotAsPromised(
			`The execution ended with ${status}: ${data.failure ?? 'no reason given'}`,
		);
	const [summary] = data.output<Counts & { runId: string }>(upsert, 1);
	if (!summary) throw new NotAsPromised(`${upsert} gave no summary.`);
	const run = await runOf(sql, summary.runId);
	if (run?.status !== 'completed')
		throw new NotAsPromised(
			`The run is ${run?.status ?? 'not in the history'}. ${run?.failure ?? ''}`,
		);
	if (!same(summary, run))
		throw new NotAsPromised(
			`The summary says ${inWords(summary)}, the run history says ${inWords(run)}.`,
		);
	return only(run);
}

const only = (counts: Counts): Counts =>
	Object.fromEntries(countNames.map((name) => [name, counts[name]])) as unknown as Counts;

/** A poll goes by, and n8n has nothing to execute. */
async function silence(
	scene: Scene,
	{ known, calls }: { known: Set<string>; calls: () => Promise<Calls> },
): Promise<Counts> {
	await wholePoll(scene, calls);
	const [execution] = await newExecutions(scene, known);
	if (execution) throw new NotAsPromised(`Nothing changed, and yet execution ${execution.id} ran.`);
	return noCounts;
}

const resultOf = ({ name }: Step, counts: Counts, calls: Calls): StepResult => ({
	name,
	...counts,
	seconds: calls.seconds,
	serviceTitanCalls: calls.serviceTitan,
	supabaseCalls: calls.supabase,
});
