import { spawn } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import type { SystemUser } from './runAs';

export interface NewCluster {
	readonly binaries: PostgresBinaries;
	readonly folder: string;
	readonly user: SystemUser | null;
	readonly password: string;
}

/** Makes the files of an empty cluster in `folder`, with the superuser `postgres`. */
export async function initCluster(cluster: NewCluster): Promise<void> {
	const { binaries, folder, user, password } = cluster;
	const passwordFile = `${folder}.password`;
	writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
	if (user) chownSync(passwordFile, user.uid, user.gid);
	const flags = [
		'--username=postgres',
		'--auth=scram-sha-256',
		'--encoding=UTF8',
		'--locale=C',
		// Sorted as people sort, as hosted databases are: what needs byte order has to say so.
		'--locale-provider=icu',
		'--icu-locale=en-US',
		// Flushing a thousand new files takes up to a minute, and there is nothing in them yet to lose.
		'--no-sync',
	];
	try {
		const program = join(binaries.bin, `initdb${binaries.suffix}`);
		await runToEnd(program, ['-D', folder, `--pwfile=${passwordFile}`, ...flags], user);
	} catch (failure) {
		// Half a cluster would be taken for a whole one by the next start.
		rmSync(folder, { recursive: true, force: true });
		throw failure;
	} finally {
		rmSync(passwordFile, { force: true });
	}
}

function runToEnd(program: string, args: string[], user: SystemUser | null): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { ...user, cwd: '/', env: postgresEnvironment() });
		let output = '';
		child.stdout.on('data', (text) => (output += text));
		child.stderr.on('data', (text) => (output += text));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0
				? resolve()
				: reject(new Error(`PostgreSQL's initdb ended with ${code}:\n${output}`)),
		);
	});
}

/** Nothing of the caller's environment: PG… variables and locales would change what PostgreSQL does. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
	return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
