import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import { postgresEnvironment } from './initCluster';
import { postmasterPid } from './orphan';
import type { SystemUser } from './runAs';

export interface Launch {
	readonly binaries: PostgresBinaries;
	readonly folder: string;
	readonly logFile: string;
	readonly user: SystemUser | null;
	readonly port: number;
	readonly durable: boolean;
}

/** A process that takes connections, or what the log says about why there is none. */
export type Launched = { ready: true; child: ChildProcess } | { ready: false; log: string };

/** One attempt, of a minute at most. */
export async function launchPostgres(launch: Launch): Promise<Launched> {
	const logTo = openSync(launch.logFile, 'a', 0o600);
	const logStart = statSync(launch.logFile).size;
	const program = join(launch.binaries.bin, `postgres${launch.binaries.suffix}`);
	const child = spawn(program, flags(launch), {
		...launch.user,
		cwd: '/',
		env: postgresEnvironment(),
		stdio: ['ignore', logTo, logTo],
		// Ctrl-C goes to the whole process group. PostgreSQL must outlive those who still use it.
		detached: process.platform !== 'win32',
	});
	closeSync(logTo);
	let refusal = '';
	child.once('error', (failure) => (refusal = failure.message));
	if (await becomesReady(child, launch.folder)) return { ready: true, child };
	child.kill('SIGKILL');
	const log = readFileSync(launch.logFile).subarray(logStart).toString();
	return { ready: false, log: `${refusal}\n${log}`.trim() };
}

function flags({ folder, port, durable }: Launch): string[] {
	const settings = [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		// Many databases in one cluster, each with a pool of its own.
		'max_connections=200',
		'log_min_messages=warning',
		'log_checkpoints=off',
		'jit=off',
		// Commits still reach the system: a killed process loses nothing, only a power cut does.
		...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
	];
	return ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

async function becomesReady(child: ChildProcess, folder: string): Promise<boolean> {
	let over = false;
	child.once('exit', () => (over = true));
	child.once('error', () => (over = true));
	const deadline = Date.now() + 60_000;
	while (!over && Date.now() < deadline) {
		if (saysReady(folder, child.pid)) return true;
		await new Promise((done) => setTimeout(done, 15));
	}
	return false;
}

/** The eighth line of postmaster.pid is PostgreSQL's own word for it, as pg_ctl reads it. */
function saysReady(folder: string, pid: number | undefined): boolean {
	// Until the new process has written the file, an old one may lie there.
	if (!pid || postmasterPid(folder) !== pid) return false;
	const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
	return lines[7]?.trim() === 'ready';
}
