import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../../../demo/supabase/alive';
import { stopOrphan } from '../../../demo/supabase/orphan';

/** Each test run keeps its cluster in a temporary folder of this name and a random ending. */
export const testFolderPrefix = join(tmpdir(), 'servicetitan-sync-test-');

const tenMinutes = 600_000;

/** Removes the folders (and a PostgreSQL in them) of test runs that were killed before they could do it themselves. */
export async function removeAbandonedFolders(): Promise<void> {
	const parent = dirname(testFolderPrefix);
	const names = readdirSync(parent).filter((name) => name.startsWith(basename(testFolderPrefix)));
	for (const folder of names.map((name) => join(parent, name))) {
		// A young folder may belong to a run that is about to start its server; a gone one to a run that just ended.
		const madeAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
		if (ownerLives(folder) || Date.now() - madeAt < tenMinutes) continue;
		await stopOrphan(join(folder, 'postgres'));
		rmSync(folder, { recursive: true, force: true });
	}
}

function ownerLives(folder: string): boolean {
	try {
		return isAlive(Number.parseInt(readFileSync(join(folder, 'server.pid'), 'utf8'), 10));
	} catch {
		return false;
	}
}
