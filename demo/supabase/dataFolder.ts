import { mkdirSync, readFileSync, chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive } from './alive';

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
	const owner = ownerIn(file);
	if (owner) {
		throw new Error(
			`The folder ${dataDir} is in use by another embedded Supabase (process ${owner}). Stop that one, or choose another folder.`,
		);
	}
	writeFileSync(file, String(process.pid));
	return () => rmSync(file, { force: true });
}

function ownerIn(file: string): number | null {
	const pid = Number.parseInt(textOf(file), 10);
	if (!pid || pid === process.pid || !isAlive(pid)) return null;
	const command = commandOf(pid);
	// The pid may have been given to somebody else since.
	return command === null || command.includes('supabase') ? pid : null;
}

function textOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
