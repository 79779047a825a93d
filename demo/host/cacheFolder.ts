import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What this repository runs on: a folder's package.json and package-lock.json say what npm installs. */
export const usualRecipe = __dirname;

export const lockFile = (recipe: string): string => join(recipe, 'package-lock.json');
export const manifestFile = (recipe: string): string => join(recipe, 'package.json');

/**
 * Where the installed n8n is kept: outside the checkout, so that fresh clones and `git clean` leave it alone,
 * and named by its lock, so that another version is another folder.
 * `N8N_HOST_CACHE` chooses another place than `~/.cache/n8n-nodes-servicetitan-sync`.
 * @param recipe  the folder whose lock it is installed from
 */
export function cacheFolder(recipe = usualRecipe): { base: string; folder: string } {
	const base =
		process.env.N8N_HOST_CACHE || join(homedir(), '.cache', 'n8n-nodes-servicetitan-sync');
	const hash = createHash('sha256')
		.update(readFileSync(lockFile(recipe)))
		.digest('hex')
		.slice(0, 16);
	return { base, folder: join(base, hash) };
}
