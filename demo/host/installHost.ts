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
import { cacheFolder, lockFile, manifestFile } from './cacheFolder';
import { isAlive } from '../supabase/alive';
import { inTurn } from './installTurn';
import { missingDisk } from './needs';
import { nodePackage } from './nodeBinary';
import { npmInstall, unpacked } from './npmInstall';

/**
 * Installs n8n once into the cache, or finds it there.
 * It grows under a temporary name and gets its own only when complete, so that a folder of that name is whole.
 * @returns the folder whose node_modules holds n8n
 */
export async function installHost(account: Account): Promise<string> {
	const { base, folder } = cacheFolder();
	if (complete(folder)) return folder;
	mkdirSync(base, { recursive: true });
	const missing = missingDisk(base);
	if (missing.length > 0) throw new Error(missing.join('\n'));
	account.tell(`n8n is installed once, into ${folder} (2.5 GB, usually 2 to 5 minutes).`);
	const growing = `${folder}.growing-${process.pid}`;
	await account.during(
		'Installing n8n',
		() => inTurn(`${folder}.turn`, () => installed(folder, growing)),
		() => (existsSync(growing) ? unpacked(growing) : 'another process is installing it'),
	);
	return folder;
}

async function installed(folder: string, growing: string): Promise<void> {
	if (complete(folder)) return;
	dropAbandoned(folder);
	mkdirSync(growing, { recursive: true });
	copyFileSync(lockFile, join(growing, 'package-lock.json'));
	writeFileSync(join(growing, 'package.json'), JSON.stringify(manifest(), null, '\t'));
	try {
		await npmInstall(growing);
		moveIntoPlace(growing, folder);
	} finally {
		rmSync(growing, { recursive: true, force: true });
	}
}

/** What npm is asked for: the file beside this one, with the Node of this platform. */
function manifest(): { dependencies: Record<string, string> } {
	const file = JSON.parse(readFileSync(manifestFile, 'utf8')) as ReturnType<typeof manifest>;
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
