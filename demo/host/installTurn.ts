import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../supabase/alive';

const sign = 2_000;
/** An installer that has not signed for this long is gone, whatever its process id says now. */
const gone = 30_000;

/**
 * Lets one process at a time install. It saves the second one 2.5 GB and minutes; nothing depends on it for being
 * right, because every install has a folder of its own until it is complete.
 * @param turnFile  exists while somebody installs; holds the process id, and is touched every two seconds
 */
export async function inTurn<T>(turnFile: string, work: () => Promise<T>): Promise<T> {
	while (!taken(turnFile)) await sleep(500);
	const timer = setInterval(() => signed(turnFile), sign);
	try {
		return await work();
	} finally {
		clearInterval(timer);
		rmSync(turnFile, { force: true });
	}
}

function taken(turnFile: string): boolean {
	try {
		writeFileSync(turnFile, `${process.pid}\n`, { flag: 'wx' });
		return true;
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
		if (abandoned(turnFile)) rmSync(turnFile, { force: true });
		return false;
	}
}

function abandoned(turnFile: string): boolean {
	try {
		return Date.now() - statSync(turnFile).mtimeMs > gone || gaveUp(turnFile);
	} catch {
		return false; // It went away between two looks: the next try takes it.
	}
}

function gaveUp(turnFile: string): boolean {
	const holder = Number(readFileSync(turnFile, 'utf8'));
	return holder > 0 && !isAlive(holder); // 0: it is being written this very moment.
}

function signed(turnFile: string): void {
	try {
		utimesSync(turnFile, new Date(), new Date());
	} catch {
		// Taken over after a long sleep of this machine; the work goes on in a folder of its own.
	}
}
