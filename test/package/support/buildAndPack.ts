import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { manifest, root } from './checkout';

/** What n8n has in its own node_modules, of what its linter lets a node use. */
const broughtByN8n = ['n8n-workflow', 'luxon', 'zod', 'lodash'];

/**
 * Copies the sources into `place/source`, builds and packs them there, and unpacks the result into
 * `place/host/node_modules`, where nothing else is but what n8n brings.
 * @returns bytes of the tarball
 * @throws with all that the command printed, when one fails
 */
export function buildAndPack(sources: string[], place: string): number {
	const source = join(place, 'source');
	for (const path of sources) copy(join(root, path), join(source, path));
	symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
	command(source, 'npm', ['run', 'build']);
	command(source, 'npm', ['pack', '--ignore-scripts', '--pack-destination', place]);
	const tarball = join(place, readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '');
	unpack(tarball, join(place, 'host', 'node_modules'));
	return statSync(tarball).size;
}

function copy(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	cpSync(from, to);
}

function unpack(tarball: string, modules: string): void {
	const folder = join(modules, manifest.name);
	mkdirSync(folder, { recursive: true });
	command(folder, 'tar', ['-xzf', tarball, '--strip-components=1']);
	for (const name of broughtByN8n)
		symlinkSync(join(root, 'node_modules', name), join(modules, name));
}

function command(cwd: string, name: string, args: string[]): void {
	const env = { ...process.env, NODE_ENV: '' };
	const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: 'utf8', env });
	if (status !== 0) throw new Error(`${name} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
