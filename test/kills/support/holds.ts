import type { LogEntry } from '../../../simulator';
import type { KillScene } from './scene';
import { until } from './until';

/** A place at which a run is made to stand still. */
export interface Hold {
	/** Resolves when it stands there. */
	reached: Promise<unknown>;
	release(): Promise<void>;
}

/** Sets a hold for the next run; awaited before the run starts. */
export type Holding = (scene: KillScene) => Promise<Hold>;

/** ServiceTitan has done its work for a request, and its answer does not leave. */
export const answerOfServiceTitan =
	(matches: (entry: LogEntry) => boolean): Holding =>
	async ({ serviceTitan: { world } }) => {
		const free = world.afterAnswer;
		let letGo = () => {};
		const released = new Promise<void>((done) => (letGo = done));
		const reached = new Promise<void>((done) => {
			world.afterAnswer = (entry) => {
				if (!matches(entry)) return;
				done();
				return released;
			};
		});
		return {
			reached,
			release: async () => {
				world.afterAnswer = free;
				letGo();
			},
		};
	};

/** Supabase takes a call and does nothing with it. @param after  so many calls of that function get through first */
export const callOfSupabase =
	(name: string, after = 0): Holding =>
	async (scene) => {
		await scene.forgetCalls();
		await scene.outage({ kind: 'hang', path: `rpc/${name}`, after });
		const came = async () => (await scene.callsOf(name)) > after;
		return {
			reached: until(`call ${after + 1} of ${name}`, came),
			release: () => scene.outage(null),
		};
	};

/** Supabase does and commits what a call asks for, and the answer is lost, however often it is asked again. */
export const answerOfSupabase =
	(name: string, after = 0): Holding =>
	async (scene) => {
		const { last_run_id: before } = await scene.state();
		await scene.outage({ kind: 'loseAnswer', path: `rpc/${name}`, after });
		const ended = async () => (await scene.state()).last_run_id !== before;
		return { reached: until('the end of the run', ended), release: () => scene.outage(null) };
	};
