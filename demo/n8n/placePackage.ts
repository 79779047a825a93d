import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Modules that n8n itself gives to community nodes. */
const fromHost = ['n8n-workflow', 'luxon', 'zod', 'lodash'];

/**
 * Puts a built node package where n8n keeps community packages, as an installation from npm would: just the files
 * that are published, so that what is missing in the package is missing here too. n8n then names its nodes
 * `<package>.<node>`.
 * @param userFolder  n8n's user folder
 * @param hostModules  n8n's node_modules. The data folder may lie inside the checkout, and then Node would find the
 *   checkout's n8n-workflow before n8n's own; links beside the package make n8n's the nearest.
 */
export function placePackage(
	packageFolder: string,
	userFolder: string,
	hostModules?: string,
): void {
	const { name, files } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
		name: string;
		files: string[];
	};
	const modules = join(userFolder, '.n8n', 'nodes', 'node_modules');
	const place = join(modules, name);
	rmSync(place, { recursive: true, force: true });
	mkdirSync(place, { recursive: true });
	for (const entry of ['package.json', ...files])
		cpSync(join(packageFolder, entry), join(place, entry), { recursive: true });
	if (hostModules) linkHostModules(modules, hostModules);
}

function linkHostModules(modules: string, hostModules: string): void {
	for (const name of fromHost) {
		const link = join(modules, name);
		rmSync(link, { force: true, recursive: true });
		if (existsSync(join(hostModules, name))) symlinkSync(join(hostModules, name), link, 'junction');
	}
}
