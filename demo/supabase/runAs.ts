import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

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
	const named = (wanted: string) => users.find(([name]) => name === wanted);
	const user = named('postgres') ?? named('nobody');
	if (!user) {
		throw new Error(
			'PostgreSQL does not run as root, and there is neither a user postgres nor nobody. Start this as an ordinary user.',
		);
	}
	return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Whether the user can get into the folder, through all the folders above it. Root's home, for one, is closed. */
export function canEnter(folder: string, user: SystemUser): boolean {
	const asked = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/' });
	return asked.status === 0;
}
