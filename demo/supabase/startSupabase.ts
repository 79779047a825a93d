import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { waitUntilGone } from './alive';
import type { CallLog } from './callLog';
import { controlOf, type Control } from './controlClient';
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

/** The database behind `url` and `pgUrl`. */
const mainDatabase = 'supabase';

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
	return {
		...ready,
		control,
		createDatabase: async (name) => (await control.open({ name, served: false })).pgUrl,
		calls: () => control.calls(mainDatabase),
		ended: new Promise((done) => child.once('exit', () => done())),
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
		// Our own tsx, wherever we are started from; not the flags of whoever starts us.
		execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
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
	child.stdout?.destroy();
	child.channel?.unref();
	child.unref();
}

async function stop(child: ChildProcess, { pid, postgresPid }: ReadyLine): Promise<void> {
	child.kill('SIGTERM');
	if (await waitUntilGone(pid, 30_000)) return;
	child.kill('SIGKILL');
	// PostgreSQL ends in order on SIGINT, also without its server.
	process.kill(postgresPid, 'SIGINT');
	await waitUntilGone(postgresPid, 10_000);
}
