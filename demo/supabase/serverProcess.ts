import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { commandOf, isAlive, waitUntilGone } from './alive';
import { ReadyLine } from './readyLine';

/** The server as a child process that is ready. */
export interface ServerProcess {
	readonly ready: ReadyLine;
	/** Resolves when it ends, whoever ended it. */
	readonly ended: Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts server.ts and waits for its line.
 * @param args  as settings.ts reads them
 * @throws when it ends before, with what it said
 */
export async function startServerProcess(
	args: string[],
	{ logFile, node = process.execPath }: { logFile: string; node?: string },
): Promise<ServerProcess> {
	const log = openSync(logFile, 'a', 0o600);
	const logStart = statSync(logFile).size;
	const child = fork(join(__dirname, 'server.ts'), args, {
		execPath: node,
		// tsx for what is required only: its other hook would translate all of lite too, which takes a second.
		execArgv: ['--require', require.resolve('tsx/cjs')],
		stdio: ['ignore', 'pipe', log, 'ipc'],
		// Ctrl-C goes to the whole process group: the database must outlive those who use it.
		detached: process.platform !== 'win32',
	});
	closeSync(log);
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	const failed = new Promise<never>((_, reject) => child.once('error', reject));
	const line = await Promise.race([firstLine(child), ended, failed]);
	if (line === undefined) {
		throw new Error(`The embedded Supabase did not start.\n${logSince(logFile, logStart)}`);
	}
	letParentEnd(child);
	const ready = ReadyLine.parse(JSON.parse(line));
	// A server that was killed cannot stop its PostgreSQL.
	void ended.then(() => endPostgres(ready.postgresPid));
	return { ready, ended, stop: () => stop(child, ended, ready) };
}

function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((done) => {
		if (child.stdout) createInterface(child.stdout).once('line', done);
	});
}

function logSince(file: string, start: number): string {
	return existsSync(file) ? readFileSync(file).subarray(start).toString().trimEnd() : '';
}

/** A running child alone must not keep its parent from ending. The child notices the end by the closed channel. */
function letParentEnd(child: ChildProcess): void {
	if (child.stdout instanceof Socket) child.stdout.unref();
	child.channel?.unref();
	child.unref();
}

async function stop(child: ChildProcess, ended: Promise<void>, ready: ReadyLine): Promise<void> {
	// Undoes letParentEnd: with nothing else to do, this process would end before the child has.
	child.ref();
	child.kill('SIGTERM');
	if (!(await waitUntilGone(ready.pid, 30_000))) child.kill('SIGKILL');
	await ended;
	await waitUntilGone(ready.postgresPid, 10_000);
}

/** In order: nothing that was acknowledged is lost. Does nothing when it has ended, as it usually has. */
function endPostgres(pid: number): void {
	if (isAlive(pid) && commandOf(pid)?.includes('postgres') !== false) process.kill(pid, 'SIGINT');
}
