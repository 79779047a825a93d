import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { Account } from '../account';
import { installHost } from './installHost';
import { nodeBinary } from './nodeBinary';

/** How n8n is called here: `command ...args <n8n's own arguments>`. */
export interface Host {
	command: string;
	args: string[];
	/** The Node that runs it, as far as one can tell; the one running now for a command. */
	node: string;
	/** n8n's node_modules, from which it gives modules to community nodes; unknown for some commands. */
	modules?: string;
	/** Said to the person, e.g. "n8n 2.41.1 in /home/you/.cache/…". */
	name: string;
}

/**
 * The n8n to use: the one that `N8N_HOST` names (a folder with node_modules/n8n, or a command), else the one
 * installed into the cache, now if need be.
 */
export async function findHost(account: Account): Promise<Host> {
	const named = process.env.N8N_HOST;
	return named ? namedHost(named) : installedHost(account);
}

/** The n8n of a recipe, see installHost; the usual one unless given. */
export async function installedHost(account: Account, recipe?: string): Promise<Host> {
	return hostIn(await installHost(account, recipe));
}

function namedHost(named: string): Host {
	const isFolder = existsSync(named) && statSync(named).isDirectory();
	if (!isFolder) return hostOf(named);
	if (!existsSync(join(named, 'node_modules', 'n8n')))
		throw new Error(
			`N8N_HOST is ${named}, and there is no node_modules/n8n in it. Name a folder that has one, or an n8n command, or unset it to have n8n installed.`,
		);
	return hostIn(resolve(named));
}

function hostIn(folder: string): Host {
	const n8n = join(folder, 'node_modules', 'n8n');
	const { version } = JSON.parse(readFileSync(join(n8n, 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		command: nodeBinary(folder),
		node: nodeBinary(folder),
		args: [join(n8n, 'bin', 'n8n')],
		modules: join(folder, 'node_modules'),
		name: `n8n ${version} in ${folder}`,
	};
}

function hostOf(named: string): Host {
	const places = [
		named,
		...(process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, named)),
	];
	const file = places.find((place) => existsSync(place));
	if (!file)
		throw new Error(
			`N8N_HOST is ${named}, which is neither a folder nor a command here. Name a folder with node_modules/n8n, or an n8n command, or unset it to have n8n installed.`,
		);
	const modules = resolve(dirname(realpathSync(file)), '..', '..');
	return {
		command: file,
		args: [],
		node: process.execPath,
		...(existsSync(join(modules, 'n8n-workflow')) ? { modules } : {}),
		name: `the n8n command ${file}`,
	};
}
