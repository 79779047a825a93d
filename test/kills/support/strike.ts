import { wholeBetween } from '../../../simulator/chance';
import type { SyncUnderFire, Victim } from './fire';
import type { Holding } from './holds';
import { until } from './until';

/** A few dozen customers change, so that the next run has some ten requests to read and some five to write. */
function edit({ ledger }: SyncUnderFire): void {
	ledger.change(40);
	ledger.add(5);
}

interface Stroke {
	kill: () => Promise<unknown>;
	/** Starts the run, where no poll does. */
	start?: () => void;
}

/** Stops the next run at one place and kills there. */
export async function strikeAt(
	sync: SyncUnderFire,
	holding: Holding,
	{ kill, start = () => undefined }: Stroke,
): Promise<Victim> {
	await sync.pause();
	edit(sync);
	const hold = await holding(sync.scene);
	await sync.resume();
	start();
	await hold.reached;
	const victim = await victimNow(sync);
	await kill();
	await hold.release();
	if (!victim) throw new Error('There was no run to kill');
	return victim;
}

/** Requests to both services while one run read and wrote undisturbed. */
export async function requestsOfOneRun(sync: SyncUnderFire): Promise<number> {
	await sync.pause();
	edit(sync);
	const count = await countRequests(sync);
	await sync.resume();
	await sync.caughtUp();
	return count();
}

/**
 * Kills after a random number of requests of the next run, each of them slowed down a little. A moment at which no
 * run is open is no kill: another one is drawn.
 */
export async function strikeAtRandom(
	sync: SyncUnderFire,
	requests: number,
	kill: () => Promise<unknown>,
): Promise<Victim> {
	for (let tried = 0; tried < 5; tried++) {
		await sync.pause();
		edit(sync);
		await slow(sync, true);
		const count = await countRequests(sync);
		const moment = wholeBetween(sync.chance, 0, requests - 1);
		await sync.resume();
		const come = async () =>
			(await sync.scene.state()).run_id !== null && (await count()) >= moment;
		await until(`request ${moment} of ${requests}`, come, { every: 10 });
		const victim = await victimNow(sync);
		if (victim?.status === 'running') {
			await kill();
			return victim;
		}
	}
	throw new Error('Five runs in a row were over before their moment came');
}

/** Back to full speed; a Supabase that was killed has forgotten its part. */
export async function slow({ scene }: SyncUnderFire, slowly: boolean): Promise<void> {
	scene.serviceTitan.switches.latencyMs = slowly ? 20 : 0;
	await scene.outage(slowly ? { kind: 'delay', ms: 40, path: 'rpc/' } : null);
}

async function countRequests({ scene }: SyncUnderFire): Promise<() => Promise<number>> {
	const { log } = scene.serviceTitan;
	const before = log.entries.at(-1)?.number ?? 0;
	await scene.forgetCalls();
	return async () => (log.entries.at(-1)?.number ?? 0) - before + (await scene.callsOf());
}

/** The run that is open now, or the one that ended last. */
async function victimNow(sync: SyncUnderFire): Promise<Victim | undefined> {
	const { run_id, last_run_id, last_modified_cursor } = await sync.scene.state();
	const id = run_id ?? last_run_id;
	if (!id) return undefined;
	return { ...(await sync.run(id)), cursor: last_modified_cursor, killedAt: new Date() };
}
