import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '../../..');

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The folders that are shipped; everything else serves those who work on them. */
export const shippedFolders = ['core', 'sync', 'transport', 'nodes', 'credentials'];

/** What git says. */
export const git = (...args: string[]): string =>
	execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 50_000_000 });

/** Every file that is committed or about to be, by its path from the root. */
export function files(): string[] {
	const output = git('ls-files', '-z', '-co', '--exclude-standard');
	return [...new Set(output.split('\0'))].filter(isFile).sort();
}

/** Not so for a path that git knows and somebody removed, and for a link. */
const isFile = (path: string) =>
	lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;

export const shippedSources = (): string[] =>
	files().filter((path) => path.endsWith('.ts') && shippedFolders.includes(folderOf(path)));

/** The first folder of a path. */
export const folderOf = (path: string): string => path.split('/')[0] ?? '';

interface Manifest extends Record<string, unknown> {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[]; strict?: boolean; n8nNodesApiVersion?: number };
}

export const manifest = JSON.parse(read('package.json')) as Manifest;
