import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive } from './alive';
import { errnoOf } from './errno';

/**
 * Takes the folder for this process.
 * @returns gives it back
 * @throws when another living server uses it: its PostgreSQL would otherwise be taken for an orphan and stopped
 */
export function claimDataFolder(dataDir: string): () => void {
	mkdirSync(dataDir, { recursive: true });
	// PostgreSQL may run as another user and has to pass through.
	if (process.platform !== 'win32') chmodSync(dataDir, 0o711);
	const file = join(dataDir, 'server.pid');
	if (!writeFirst(file)) {
		const owner = livingOwner(file);
		if (owner) {
			throw new Error(
				`The folder ${dataDir} is in use by another embedded Supabase (process ${owner}). Stop that one, or choose another folder.`,
			);
		}
		rmSync(file, { force: true });
		if (!writeFirst(file))
			throw new Error(`Another embedded Supabase starts in ${dataDir} just now.`);
	}
	return () => rmSync(file, { force: true });
}

/** @returns false when the file is there already */
function writeFirst(file: string): boolean {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (failure) {
		if (errnoOf(failure) === 'EEXIST') return false;
		throw failure;
	}
}

function livingOwner(file: string): number | null {
	const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
	if (!pid || pid === process.pid || !isAlive(pid)) return null;
	const command = commandOf(pid);
	// The pid may have been given to somebody else since.
	return command === null || command.includes('supabase') ? pid : null;
}
