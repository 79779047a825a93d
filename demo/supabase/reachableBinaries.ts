import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import { canEnter, type SystemUser } from './runAs';

/** The programs themselves or, where the user cannot reach them, a copy in the temporary folder. */
export function reachableBinaries(
	binaries: PostgresBinaries,
	user: SystemUser | null,
): PostgresBinaries {
	if (!user || canEnter(binaries.bin, user)) return binaries;
	const built = statSync(join(binaries.bin, `postgres${binaries.suffix}`)).mtimeMs;
	const name = createHash('sha256').update(`${binaries.root} ${built}`).digest('hex').slice(0, 16);
	const copy = join(tmpdir(), `servicetitan-sync-postgres-${name}`);
	if (!existsSync(copy)) {
		// Copied aside and renamed, so that nobody ever sees half a copy.
		const aside = mkdtempSync(`${copy}-`);
		cpSync(binaries.root, join(aside, 'copy'), { recursive: true, verbatimSymlinks: true });
		renameUnlessThere(join(aside, 'copy'), copy);
		rmSync(aside, { recursive: true });
	}
	if (statSync(copy).uid !== 0) throw new Error(`${copy} belongs to somebody else. Remove it.`);
	return { ...binaries, root: copy, bin: join(copy, 'bin') };
}

function renameUnlessThere(from: string, to: string): void {
	try {
		renameSync(from, to);
	} catch (failure) {
		// Another start was quicker.
		if (!existsSync(to)) throw failure;
	}
}
