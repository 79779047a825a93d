import type { Account } from '../account';
import type { Stage } from '../stage/stage';
import { inWords } from './counts';
import { chooseCast } from './people';
import { betweenPolls } from './polls';
import { proveStep, type Scene } from './proveStep';
import { NotAsPromised, type StepResult } from './step';
import { stepsWith } from './steps';

export interface Proof {
	/** Whether every step came out. */
	ok: boolean;
	/** Those that came out. */
	steps: StepResult[];
}

/** Proves the job step by step through scheduled polls, and tells of each. It ends with the first step that fails. */
export async function prove(stage: Stage, scene: Scene, account: Account): Promise<Proof> {
	// A second start first catches up on what the last one left.
	await betweenPolls(stage);
	const steps = stepsWith(await chooseCast(stage), stage);
	const results: StepResult[] = [];
	for (const [index, step] of steps.entries()) {
		account.tell(`\n${index + 1}. ${step.story}`);
		try {
			const result = await account.during('   Waiting for the scheduled poll', () =>
				proveStep(scene, step),
			);
			results.push(result);
			account.tell(`   ${outcome(result, step.change !== undefined)}`);
		} catch (cause) {
			if (!(cause instanceof NotAsPromised)) throw cause;
			account.tell(`   Not as promised. ${cause.message}`);
			return { ok: false, steps: results };
		}
	}
	return { ok: true, steps: results };
}

const outcome = (result: StepResult, changed: boolean): string =>
	[
		changed ? inWords(result) : 'one poll went by, no execution',
		`${result.seconds.toFixed(2)} s from the start of the poll until ${changed ? 'all was written' : 'its end'}`,
		`${result.serviceTitanCalls} calls to ServiceTitan, ${result.supabaseCalls} to Supabase`,
	].join('; ');
