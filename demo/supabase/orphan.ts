import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive, waitUntilGone } from './alive';

/**
 * Stops a PostgreSQL that outlived whoever started it (kill -9) and still owns this folder.
 * Call it only when no living server of ours uses the folder.
 * @returns the pid of the process that was stopped, or null when there was none
 */
export async function stopOrphan(folder: string): Promise<number | null> {
	const pid = postmasterPid(folder);
	if (!pid || !isAlive(pid) || !isPostgresOf(folder, pid)) return null;
	process.kill(pid, 'SIGINT');
	if (await waitUntilGone(pid, 10_000)) return pid;
	process.kill(pid, 'SIGQUIT');
	if (await waitUntilGone(pid, 5_000)) return pid;
	throw new Error(
		`A PostgreSQL of an earlier start (process ${pid}) does not stop. End it, then start again.`,
	);
}

/** The first line of postmaster.pid, or null when nobody runs, or ran, here. */
export function postmasterPid(folder: string): number | null {
	const file = join(folder, 'postmaster.pid');
	if (!existsSync(file)) return null;
	return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
}

/** Whether the process is not just anybody who was given the same pid later. */
function isPostgresOf(folder: string, pid: number): boolean {
	const command = commandOf(pid);
	// Without /proc PostgreSQL itself decides when it starts: it refuses a folder that is in use.
	return command !== null && command.includes('postgres') && command.includes(folder);
}
