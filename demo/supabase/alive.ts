import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { errnoOf } from './errno';

const hasProc = existsSync('/proc/self/stat');

/** Whether a process runs. One that has ended but was not collected by its parent (a zombie) does not. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch (failure) {
		// Someone else's process answers EPERM: it is there.
		return errnoOf(failure) === 'EPERM';
	}
	return !isZombie(pid);
}

/** The command line of a process, or null when the system does not tell. */
export function commandOf(pid: number): string | null {
	if (!hasProc) return commandByPs(pid);
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
	} catch {
		return null;
	}
}

function commandByPs(pid: number): string | null {
	if (process.platform === 'win32') return null;
	return (
		spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout || null
	);
}

/** Waits until a process is gone. @returns false when it still runs after `timeoutMs` */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
	const deadline = Date.now() + timeoutMs;
	while (isAlive(pid)) {
		if (Date.now() > deadline) return false;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return true;
}

function isZombie(pid: number): boolean {
	if (!hasProc) return false;
	try {
		return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return true;
	}
}
