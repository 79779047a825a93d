import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, type SystemUser } from './runAs';

const prefix = 'servicetitan-sync-data-';
const aDay = 86_400_000;

/**
 * The folder for the cluster's files: the wanted one or, where the user cannot get there, one in /var/tmp, which
 * outlives a restart of the machine. The wanted one then holds a file `moved-to` with its path.
 */
export function reachableFolder(wanted: string, user: SystemUser | null): string {
	mkdirSync(wanted, { recursive: true });
	if (!user) return wanted;
	chownSync(wanted, user.uid, user.gid);
	if (canEnter(wanted, user)) return wanted;
	const note = join(wanted, 'moved-to');
	const known = existsSync(note) ? readFileSync(note, 'utf8') : '';
	if (existsSync(known)) return known;
	const lasting = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
	removeForsaken(lasting);
	const elsewhere = folderFor(note, mkdtempSync(join(lasting, prefix)));
	chownSync(elsewhere, user.uid, user.gid);
	return elsewhere;
}

/** Each of the two knows the other: `moved-to` in the wanted folder, `belongs-to` beside the cluster. */
function folderFor(note: string, around: string): string {
	const folder = join(around, 'postgres');
	chmodSync(around, 0o711);
	mkdirSync(folder);
	writeFileSync(join(around, 'belongs-to'), note);
	writeFileSync(note, folder);
	return folder;
}

/** Clusters whose data folder was removed, and with it the keys to them: nobody can open them again. */
function removeForsaken(lasting: string): void {
	for (const name of readdirSync(lasting).filter((entry) => entry.startsWith(prefix))) {
		const around = join(lasting, name);
		const folder = join(around, 'postgres');
		const owner = join(around, 'belongs-to');
		if (!existsSync(owner) || !existsSync(folder) || statSync(around).uid !== 0) continue;
		const owned = existsSync(readFileSync(owner, 'utf8'));
		// The folder changes with every start and stop. A day's grace, for a disk that is not mounted just now.
		const young = Date.now() - statSync(folder).mtimeMs < aDay;
		const running = existsSync(join(folder, 'postmaster.pid'));
		if (!owned && !young && !running) rmSync(around, { recursive: true, force: true });
	}
}
