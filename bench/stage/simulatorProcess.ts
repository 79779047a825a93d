import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKept } from '../../demo/process/keptProcess';
import type { SimulatedServiceTitan } from '../../demo/stage/simulatedServiceTitan';
import { root } from '../../demo/stage/root';
import { APP_KEY, CLIENT_ID, CLIENT_SECRET, TENANT_ID } from '../../simulator';
import { simulatorControl, type SimulatorControl } from './simulatorControl';

/** The simulated ServiceTitan in a process of its own, as the real one is elsewhere. */
export interface SimulatorProcess extends Pick<SimulatedServiceTitan, 'url' | 'account'> {
	control: SimulatorControl;
	customers: number;
	stop(): Promise<void>;
}

/** A million customers take about ten minutes to make up and some gigabytes. */
const PATIENCE_MS = 30 * 60_000;
const HEAP_MB = 12_000;

/** n8n's HTTP Request node renews no token that runs out while it reads pages: a way would fail by the minute it began. */
const TOKEN_LIFE_S = 24 * 60 * 60;

export async function startSimulator({
	port,
	customers,
	log,
	node,
}: {
	port: number;
	customers: number;
	log: string;
	/** The Node it runs on. */
	node: string;
}): Promise<SimulatorProcess> {
	const args = [
		`--max-old-space-size=${HEAP_MB}`,
		...['--require', require.resolve('tsx/cjs'), join(root, 'simulator', 'main.ts')],
		...['--port', String(port), '--customers', String(customers)],
	];
	const kept = startKept(node, args, { env: process.env, cwd: root, log });
	const url = `http://127.0.0.1:${port}`;
	const simulator = {
		url,
		account: {
			url,
			tenantId: String(TENANT_ID),
			clientId: CLIENT_ID,
			clientSecret: CLIENT_SECRET,
			appKey: APP_KEY,
		},
		control: simulatorControl(url),
		customers,
		stop: () => kept.stop(),
	};
	try {
		await answering(url, kept.ended);
		await simulator.control.setTokenLife(TOKEN_LIFE_S);
	} catch (cause) {
		await kept.stop();
		throw new Error(`The simulator did not start: ${(cause as Error).message} See ${log}.`);
	}
	return simulator;
}

async function answering(url: string, ended: Promise<number>): Promise<void> {
	let over = false;
	void ended.then(() => (over = true));
	const until = Date.now() + PATIENCE_MS;
	while (!(await answers(url))) {
		if (over) throw new Error('It ended by itself.');
		if (Date.now() > until) throw new Error('It was not ready after half an hour.');
		await sleep(100);
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/control`, { signal: AbortSignal.timeout(10_000) })).ok;
	} catch {
		return false;
	}
}
