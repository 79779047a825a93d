import { createChance } from '../../../simulator/chance';
import type { Offered, Story } from './action';
import type { Backend } from './backend';
import { draftOf } from './business';
import { differences, imageOf, mayBeMissed } from './expected';
import { perform } from './perform';
import { Stage, Wrong } from './stage';
import { Time } from './time';
import { TENANT } from './runRequest';

/** More polls than any story's backlog takes. */
const MOST_QUIET_POLLS = 80;

/**
 * Plays a story to its end, heals everything, lets one quiet run drain, and judges.
 * @returns the story in words; throws Wrong, with the story in words, where a promise was broken
 */
export async function play(story: Story, backendFor: (time: Time) => Backend): Promise<string[]> {
	const time = new Time();
	const backend = backendFor(time);
	const stage = new Stage(time, backend, story.seed);
	try {
		await begin(stage, story);
		for (const { action, steps, order } of story.beats) {
			const done = await perform(stage, action);
			if (done !== undefined) stage.tell(`${clockOf(time)} ${done}`);
			stage.truth.note();
			await goOn(stage, steps, order);
			stage.judge();
		}
		await heal(stage);
		await beQuiet(stage, story.quiet);
		if (story.again) await runAllAgain(stage, story.again);
		await judgeTheEnd(stage, story.quiet);
		return stage.told;
	} catch (failure) {
		const what = failure instanceof Wrong ? failure.message : String((failure as Error).stack);
		throw new Wrong(`${what}\n\nThe story:\n${stage.told.join('\n')}`);
	}
}

const clockOf = (time: Time): string =>
	new Date(time.of('serviceTitan')).toISOString().slice(11, 23);

/** The first run only notes what is there; from then on everything has to arrive. */
async function begin(stage: Stage, { before, quiet, setting }: Story): Promise<void> {
	const { simulator, backend } = stage;
	await backend.call('servicetitan_set_up_workspace', {
		p_workspace_id: backend.workspaceId,
		p_tenant_id: TENANT.tenantId,
		p_environment: TENANT.environment,
	});
	before.forEach((methods, index) => {
		const { id } = simulator.addCustomer(draftOf(index, methods));
		mayBeMissed(stage.circumstances, id, imageOf(simulator.customer(id), simulator.contactsOf(id)));
	});
	stage.truth.note();
	await stage.pass(30);
	await oneQuietRun(stage, quiet);
	await stage.pass(15);
	for (const action of [...setting])
		stage.tell(`From the beginning: ${await perform(stage, action)}`);
}

async function goOn(stage: Stage, steps: number, order: number): Promise<void> {
	const chance = createChance(order);
	for (let step = 0; step < steps; step++) {
		if (!(await stage.gates.step(chance))) return;
		stage.judge();
	}
}

/** Whatever still runs comes to its end; then nothing troubles anybody any more. */
async function heal(stage: Stage): Promise<void> {
	const { simulator, backend, workers } = stage;
	stage.tell('Everything heals.');
	simulator.faults.clear();
	stage.supabase.clear();
	simulator.switches.reset();
	await backend.healAll();
	await backend.call('servicetitan_set_enabled', {
		p_workspace_id: backend.workspaceId,
		p_enabled: true,
	});
	await goOn(stage, Number.POSITIVE_INFINITY, 1);
	workers.handOuts.length = 0;
	stage.judge();
	await stage.pass(25 * 60);
}

async function beQuiet(stage: Stage, way: 'poll' | 'run'): Promise<void> {
	for (let polls = 0; polls < MOST_QUIET_POLLS; polls++) {
		const before = await stage.backend.state();
		const brought = await oneQuietRun(stage, way);
		const after = await stage.backend.state();
		// A window from before brings nothing of what changed since it was opened.
		const fresh = before.read_window === null && after.read_window === null;
		if (brought === 0 && fresh && (await stage.backend.failing()) === 0) return;
	}
	throw new Wrong('the quiet run does not come to an end');
}

/** A person runs the old executions again, without their runs. */
async function runAllAgain(stage: Stage, how: Offered): Promise<void> {
	const { workers, clockSteps } = stage;
	if (!clockSteps.mayOfferAgain()) return;
	stage.tell(`All executions are run again, the oldest last (${JSON.stringify(how)}).`);
	for (const { all } of [...workers.executions].reverse()) {
		workers.offerAgain(all, how);
		await goOn(stage, Number.POSITIVE_INFINITY, 1);
		stage.judge();
	}
}

/** @returns how many customers it brought */
async function oneQuietRun(stage: Stage, way: 'poll' | 'run'): Promise<number> {
	const { workers } = stage;
	workers.lastBrought = -1;
	workers[way](stage.settings);
	await goOn(stage, Number.POSITIVE_INFINITY, 1);
	if (workers.lastBrought < 0) throw new Wrong('the quiet run fails');
	const [handOut] = workers.handOuts.splice(0);
	if (handOut) {
		workers.handOuts.push(handOut);
		workers.deliver(handOut.runId, handOut.all, 'whenAllArrived');
		await goOn(stage, Number.POSITIVE_INFINITY, 1);
		workers.handOuts.length = 0;
	}
	return workers.lastBrought;
}

async function judgeTheEnd(stage: Stage, way: 'poll' | 'run'): Promise<void> {
	const { backend, simulator, circumstances, wrongs } = stage;
	const stored = await backend.contacts();
	wrongs.push(...differences(simulator, stored, circumstances));
	circumstances.handMade.check(stored);
	const runs = await backend.runs();
	for (const run of runs.filter(({ status }) => status === 'running'))
		wrongs.push(`run ${run.run_id} is left running`);
	const state = await backend.state();
	if (state.run_id !== null || state.sync_status !== 'completed')
		wrongs.push(`the state says ${state.sync_status}, run ${state.run_id}`);
	if (wrongs.length === 0) {
		const brought = await oneQuietRun(stage, way);
		if (brought !== 0) wrongs.push(`after the quiet run one more brings ${brought} customers`);
	}
	stage.judge();
}
