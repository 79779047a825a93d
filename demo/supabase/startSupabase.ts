import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { commandOf, isAlive, waitUntilGone } from './alive';
import type { CallLog } from './callLog';
import { controlOf, type Control } from './controlClient';
import { mainDatabase } from './names';
import { ReadyLine } from './readyLine';

export interface StartOptions {
	/** Everything that lasts lies here: the cluster, the keys, the logs. */
	readonly dataDir: string;
	/** true: what was acknowledged survives even a power cut. false: quicker, for tests. */
	readonly durable?: boolean;
	/** Applied to the main database before it is served. */
	readonly migrationsDir?: string;
	/** Wanted port of the API; when it is taken, another is used. */
	readonly port?: number;
}

export interface Supabase extends ReadyLine {
	/** For further databases, call logs, outages. */
	readonly control: Control;
	/** Makes (or finds again) a plain database in the same PostgreSQL. @returns its address, as superuser */
	createDatabase(name: string): Promise<string>;
	/** The calls to the main database's API, oldest first. */
	calls(): Promise<CallLog[]>;
	/** Resolves when the server ends, whoever ended it. */
	readonly ended: Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts the embedded Supabase as a child process. It ends with this process, however this one ends.
 * @throws when it does not start, with what it said
 */
export async function startSupabase(options: StartOptions): Promise<Supabase> {
	const dataDir = resolve(options.dataDir);
	mkdirSync(dataDir, { recursive: true });
	const logFile = join(dataDir, 'server.log');
	const child = launch(dataDir, logFile, options);
	const logStart = statSync(logFile).size;
	const ready = await firstLine(child, () => readFileSync(logFile).subarray(logStart).toString());
	const control = controlOf(ready);
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	// A server that was killed cannot stop its PostgreSQL.
	void ended.then(() => endPostgres(ready.postgresPid));
	return {
		...ready,
		control,
		createDatabase: async (name) => (await control.open({ name, served: false })).pgUrl,
		calls: () => control.calls(mainDatabase),
		ended,
		stop: () => stop(child, ready),
	};
}

function launch(dataDir: string, logFile: string, options: StartOptions): ChildProcess {
	const args = ['--data', dataDir];
	if (options.port) args.push('--port', String(options.port));
	if (options.durable) args.push('--durable');
	if (options.migrationsDir) args.push('--migrations', resolve(options.migrationsDir));
	const log = openSync(logFile, 'a', 0o600);
	const child = fork(join(__dirname, 'server.ts'), args, {
		// tsx for what is required only: its other hook would translate all of lite too, which takes a second.
		execArgv: ['--require', require.resolve('tsx/cjs')],
		stdio: ['ignore', 'pipe', log, 'ipc'],
		// Ctrl-C goes to the whole process group: the database must outlive those who use it.
		detached: process.platform !== 'win32',
	});
	closeSync(log);
	return child;
}

function firstLine(child: ChildProcess, logged: () => string): Promise<ReadyLine> {
	return new Promise((resolveReady, reject) => {
		let text = '';
		const fail = (reason: string) =>
			reject(new Error(`The embedded Supabase did not start (${reason}).\n${logged()}`.trimEnd()));
		child.once('error', (failure) => fail(failure.message));
		child.once('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
		child.stdout?.on('data', (part: Buffer) => {
			text += part.toString();
			if (!text.includes('\n')) return;
			letParentEnd(child);
			resolveReady(ReadyLine.parse(JSON.parse(text)));
		});
	});
}

/** A running child alone must not keep its parent from ending. The child notices the end by the closed channel. */
function letParentEnd(child: ChildProcess): void {
	if (child.stdout instanceof Socket) child.stdout.unref();
	child.channel?.unref();
	child.unref();
}

async function stop(child: ChildProcess, { pid, postgresPid }: ReadyLine): Promise<void> {
	child.kill('SIGTERM');
	if (!(await waitUntilGone(pid, 30_000))) child.kill('SIGKILL');
	endPostgres(postgresPid);
	await waitUntilGone(postgresPid, 10_000);
}

/** In order: nothing that was acknowledged is lost. Does nothing when it has ended, as it usually has. */
function endPostgres(pid: number): void {
	if (isAlive(pid) && commandOf(pid)?.includes('postgres') !== false) process.kill(pid, 'SIGINT');
}
