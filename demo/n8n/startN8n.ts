import { mkdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKept } from '../process/keptProcess';
import { environment, type N8nPlace } from './environment';

export interface RunningN8n {
	/** e.g. http://127.0.0.1:5678 */
	url: string;
	/** Of the process that keeps n8n. */
	pid: number;
	/** The file that n8n's own words go to. */
	log: string;
	/** Resolves when n8n has ended, for whatever reason. */
	ended: Promise<number>;
	stop(): Promise<void>;
}

const patience = 180_000;

/**
 * Starts n8n and waits until it answers: 12 to 23 seconds with an empty database, half of that later.
 * @throws with the end of n8n's log when it ends early or takes longer than three minutes
 */
export async function startN8n(place: N8nPlace, log: string): Promise<RunningN8n> {
	mkdirSync(place.folder, { recursive: true });
	const { command, args } = place.host;
	const n8n = startKept(command, [...args, 'start'], {
		env: environment(place),
		cwd: place.folder,
		log,
	});
	const url = `http://127.0.0.1:${place.port}`;
	try {
		await ready(url, n8n.ended);
	} catch (cause) {
		await n8n.stop();
		throw new Error(
			`n8n did not start: ${(cause as Error).message}. The end of ${log}:\n${lastLines(log)}`,
		);
	}
	return { url, pid: n8n.pid, log, ended: n8n.ended, stop: () => n8n.stop() };
}

async function ready(url: string, ended: Promise<number>): Promise<void> {
	let exit: number | undefined;
	void ended.then((code) => (exit = code));
	const until = Date.now() + patience;
	// The first n8n 2 calls itself ready before its REST API is there.
	while (
		!((await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`)))
	) {
		if (exit !== undefined) throw new Error(`it ended with code ${exit}`);
		if (Date.now() > until) throw new Error('it was not ready after three minutes');
		await sleep(250);
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
}

const lastLines = (file: string) =>
	readFileSync(file, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
