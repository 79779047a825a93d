import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { waitUntilGone } from './alive';
import { findBinaries } from './binaries';
import { freePort } from './freePort';
import { initCluster } from './initCluster';
import { launchPostgres } from './launchPostgres';
import { stopOrphan } from './orphan';
import { reachableBinaries } from './reachableBinaries';
import { reachableFolder } from './reachableFolder';
import { unprivilegedUser } from './runAs';

export interface PostgresOptions {
	/** Folder of the cluster; made when it is not there. */
	readonly folder: string;
	readonly logFile: string;
	/** Of the superuser `postgres`: the one the cluster was made with. */
	readonly password: string;
	/** false: quicker, and lost if the machine (not just a process) goes down. */
	readonly durable: boolean;
	/** Any free one if it is not given. */
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
	const wanted = resolve(options.folder);
	mkdirSync(dirname(wanted), { recursive: true });
	const folder = reachableFolder(wanted, user);
	chmodSync(folder, 0o700);
	if (existsSync(join(folder, 'PG_VERSION'))) await stopOrphan(folder);
	else await initCluster({ ...options, binaries, folder, user });
	for (let attempt = 1; ; attempt++) {
		const port = options.port ?? (await freePort());
		const launched = await launchPostgres({ ...options, binaries, folder, user, port });
		if (launched.ready) return running(launched.child, port, options.password);
		if (attempt >= 20 || !mayPass(launched.log)) {
			throw new Error(
				`PostgreSQL did not start. Its log (${options.logFile}) ends with:\n${launched.log}`,
			);
		}
		await new Promise((done) => setTimeout(done, 250));
	}
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
	const login = `postgres:${encodeURIComponent(password)}`;
	return {
		pid,
		port,
		urlOf: (database) => `postgres://${login}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
		ended,
		async stop() {
			// Fast, immediate, by force.
			for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
				child.kill(signal);
				if (await waitUntilGone(pid, 10_000)) break;
			}
			await ended;
		},
	};
}
