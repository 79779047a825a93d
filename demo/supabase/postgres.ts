import { spawn, type ChildProcess } from 'node:child_process';
import {
	chmodSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { waitUntilGone } from './alive';
import { findBinaries, type PostgresBinaries } from './binaries';
import { freePort } from './freePort';
import { initCluster, postgresEnvironment } from './initCluster';
import { postmasterPid, stopOrphan } from './orphan';
import { reachableBinaries, reachableFolder, unprivilegedUser, type SystemUser } from './runAs';

export interface PostgresOptions {
	/** Folder of the cluster; made when it is not there. */
	readonly folder: string;
	readonly logFile: string;
	/** Of the superuser `postgres`. Must be the one the cluster was made with. */
	readonly password: string;
	/** false: quicker, and lost if the machine (not just a process) goes down. */
	readonly durable: boolean;
	readonly port?: number;
}

export interface Postgres {
	readonly pid: number;
	readonly port: number;
	/** Address of one database, as superuser. */
	urlOf(database: string): string;
	/** Resolves with the exit code when PostgreSQL ends, whoever ended it. */
	readonly ended: Promise<number | null>;
	stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from npm's binaries on 127.0.0.1 and waits until it takes connections.
 * A PostgreSQL left over in this folder by a killed process is stopped first.
 * @throws with the end of the log when it does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
	const user = unprivilegedUser();
	const binaries = reachableBinaries(findBinaries(), user);
	mkdirSync(dirname(resolve(options.folder)), { recursive: true });
	const folder = reachableFolder(resolve(options.folder), user);
	chmodSync(folder, 0o700);
	if (existsSync(join(folder, 'PG_VERSION'))) await stopOrphan(folder);
	else await initCluster({ ...options, binaries, folder, user });
	for (let attempt = 1; ; attempt++) {
		const port = options.port ?? (await freePort());
		const outcome = await tryToStart({ options, binaries, folder, user, port });
		if (outcome.started) return running(outcome.child, port, options.password);
		if (attempt >= 20 || !mayPass(outcome.log)) {
			throw new Error(
				`PostgreSQL did not start. Its log (${options.logFile}) ends with:\n${outcome.log}`,
			);
		}
		await pause(250);
	}
}

interface Attempt {
	readonly options: PostgresOptions;
	readonly binaries: PostgresBinaries;
	readonly folder: string;
	readonly user: SystemUser | null;
	readonly port: number;
}

type Outcome = { started: true; child: ChildProcess } | { started: false; log: string };

async function tryToStart({ options, binaries, folder, user, port }: Attempt): Promise<Outcome> {
	const log = openSync(options.logFile, 'a', 0o600);
	const logStart = statSync(options.logFile).size;
	const child = spawn(
		join(binaries.bin, `postgres${binaries.suffix}`),
		flags(folder, port, options.durable),
		{
			...user,
			cwd: '/',
			env: postgresEnvironment(),
			stdio: ['ignore', log, log],
			// Ctrl-C goes to the whole process group. PostgreSQL must outlive those who still use it.
			detached: process.platform !== 'win32',
		},
	);
	closeSync(log);
	let over = false;
	child.once('exit', () => (over = true));
	child.once('error', () => (over = true));
	const deadline = Date.now() + 60_000;
	while (!over && Date.now() < deadline) {
		if (isReady(folder, child.pid)) return { started: true, child };
		await pause(15);
	}
	child.kill('SIGKILL');
	return { started: false, log: readFileSync(options.logFile).subarray(logStart).toString() };
}

function flags(folder: string, port: number, durable: boolean): string[] {
	const settings = [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		// Many databases in one cluster, each with a pool of its own.
		'max_connections=200',
		'log_min_messages=warning',
		'jit=off',
		...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
	];
	return ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/** The eighth line of postmaster.pid is PostgreSQL's own word for "ready", as pg_ctl reads it. */
function isReady(folder: string, pid: number | undefined): boolean {
	if (!pid || postmasterPid(folder) !== pid) return false;
	return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
}

/** A predecessor that is still dying, or a port that was taken a moment ago: worth another try. */
function mayPass(log: string): boolean {
	return /postmaster\.pid" already exists|pre-existing shared memory|could not bind/.test(log);
}

function running(child: ChildProcess, port: number, password: string): Postgres {
	const pid = child.pid ?? 0;
	const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
	// A last resort, for an exit that nobody could wait for.
	const onExit = () => void child.kill('SIGINT');
	process.once('exit', onExit);
	void ended.then(() => process.removeListener('exit', onExit));
	return {
		pid,
		port,
		urlOf: (database) =>
			`postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
		ended,
		async stop() {
			for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
				child.kill(signal);
				if (await waitUntilGone(pid, 10_000)) break;
			}
			await ended;
		},
	};
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
