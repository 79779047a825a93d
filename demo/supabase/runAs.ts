import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';

/** The user PostgreSQL runs as when we are root, which it refuses to run as. */
export interface SystemUser {
	readonly uid: number;
	readonly gid: number;
}

/** `null` when we are an ordinary user (or on Windows) and PostgreSQL can simply run as us. */
export function unprivilegedUser(): SystemUser | null {
	if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const user =
		users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
	if (!user) {
		throw new Error(
			'PostgreSQL does not run as root, and there is neither a user postgres nor nobody. Start this as an ordinary user.',
		);
	}
	return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Root's home is closed to others: where the user cannot reach the programs, a copy in the temporary folder is used. */
export function reachableBinaries(
	binaries: PostgresBinaries,
	user: SystemUser | null,
): PostgresBinaries {
	if (!user || canEnter(binaries.bin, user)) return binaries;
	const built = Math.trunc(statSync(join(binaries.bin, `postgres${binaries.suffix}`)).mtimeMs);
	const copy = join(tmpdir(), `servicetitan-sync-postgres-${digest(binaries.root)}-${built}`);
	if (!existsSync(copy)) {
		// Copied aside and renamed, so that nobody ever sees half a copy.
		const half = `${copy}.${process.pid}`;
		cpSync(binaries.root, half, { recursive: true, verbatimSymlinks: true });
		renameUnlessThere(half, copy);
	}
	return { ...binaries, root: copy, bin: join(copy, 'bin') };
}

/**
 * The folder for the cluster's files: the wanted one, or, where the user cannot get there, one in /var/tmp
 * that belongs to the wanted one by name, so that the next start finds it again.
 */
export function reachableFolder(wanted: string, user: SystemUser | null): string {
	mkdirSync(wanted, { recursive: true });
	if (!user) return wanted;
	chownSync(wanted, user.uid, user.gid);
	if (canEnter(wanted, user)) return wanted;
	const lasting = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
	const elsewhere = join(lasting, `servicetitan-sync-data-${digest(wanted)}`);
	mkdirSync(elsewhere, { recursive: true, mode: 0o700 });
	const { uid } = statSync(elsewhere);
	if (uid !== 0 && uid !== user.uid) throw new Error(`${elsewhere} belongs to somebody else.`);
	chownSync(elsewhere, user.uid, user.gid);
	return elsewhere;
}

function canEnter(folder: string, user: SystemUser): boolean {
	const asked = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/' });
	return asked.status === 0;
}

function renameUnlessThere(from: string, to: string): void {
	try {
		renameSync(from, to);
	} catch (failure) {
		if (!existsSync(to)) throw failure;
		rmSync(from, { recursive: true });
	}
}

function digest(path: string): string {
	return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
