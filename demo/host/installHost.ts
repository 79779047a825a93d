import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Account } from '../account';
import { cacheFolder, lockFile, manifestFile, usualRecipe } from './cacheFolder';
import { isAlive } from '../supabase/alive';
import { inTurn } from './installTurn';
import { missingDisk } from './needs';
import { nodePackage } from './nodeBinary';
import { npmInstall, unpacked } from './npmInstall';

/**
 * Installs n8n once into the cache, or finds it there.
 * It grows under a temporary name and gets its own only when complete, so that a folder of that name is whole.
 * @param recipe  the folder with the package.json and the lock of the n8n that is wanted
 * @returns the folder whose node_modules holds n8n
 */
export async function installHost(account: Account, recipe = usualRecipe): Promise<string> {
	const { base, folder } = cacheFolder(recipe);
	if (complete(folder)) return folder;
	mkdirSync(base, { recursive: true });
	const missing = missingDisk(base);
	if (missing.length > 0) throw new Error(missing.join('\n'));
	account.tell(`n8n is installed once, into ${folder} (2.5 GB, usually 2 to 5 minutes).`);
	const growing = `${folder}.growing-${process.pid}`;
	await account.during(
		'Installing n8n',
		() => inTurn(`${folder}.turn`, () => installed({ recipe, folder, growing })),
		() => (existsSync(growing) ? unpacked(growing) : 'another process is installing it'),
	);
	return folder;
}

interface Install {
	recipe: string;
	folder: string;
	growing: string;
}

async function installed({ recipe, folder, growing }: Install): Promise<void> {
	if (complete(folder)) return;
	dropAbandoned(folder);
	mkdirSync(growing, { recursive: true });
	copyFileSync(lockFile(recipe), join(growing, 'package-lock.json'));
	writeFileSync(join(growing, 'package.json'), JSON.stringify(manifest(recipe), null, '\t'));
	try {
		await npmInstall(growing);
		moveIntoPlace(growing, folder);
	} finally {
		rmSync(growing, { recursive: true, force: true });
	}
}

interface Manifest {
	dependencies: Record<string, string>;
}

/** What npm is asked for: the recipe's package.json, with the Node of this platform. */
function manifest(recipe: string): Manifest {
	const file = JSON.parse(readFileSync(manifestFile(recipe), 'utf8')) as Manifest;
	const node = nodePackage();
	const others = Object.entries(file.dependencies).filter(([name]) => !name.startsWith('node-'));
	return { ...file, dependencies: { ...Object.fromEntries(others), [node.name]: node.version } };
}

function moveIntoPlace(growing: string, folder: string): void {
	if (!complete(growing))
		throw new Error('npm says it installed n8n, but n8n is not there. Try again.');
	if (complete(folder)) return; // Somebody else was faster after all.
	rmSync(folder, { recursive: true, force: true });
	renameSync(growing, folder);
}

const complete = (folder: string) => existsSync(join(folder, 'node_modules', 'n8n', 'bin', 'n8n'));

/** Half installs of processes that are no more. */
function dropAbandoned(folder: string): void {
	const prefix = `${basename(folder)}.growing-`;
	const base = join(folder, '..');
	for (const name of readdirSync(base).filter((entry) => entry.startsWith(prefix)))
		if (!isAlive(Number(name.slice(prefix.length))))
			rmSync(join(base, name), { recursive: true, force: true });
}
