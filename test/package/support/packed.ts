import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';

import { buildAndPack } from './buildAndPack';
import { files, folderOf, manifest, root } from './checkout';

/** The package as npm would publish it, unpacked where n8n would install it. */
export interface Packed {
	/** Where its package.json lies; beside it is only what n8n itself brings. */
	folder: string;
	/** Its files, by their paths inside it, sorted. */
	files: string[];
	/** What is downloaded, in bytes. */
	packedBytes: number;
	/** What lies on the disk then, in bytes. */
	unpackedBytes: number;
}

const notForTheBuild = [
	'.ci',
	'.github',
	'bench',
	'demo',
	'docs',
	'release',
	'simulator',
	'test',
	'workflows',
];

const prefix = join(tmpdir(), `${manifest.name}-${userInfo().username}-`);
const HOUR = 3_600_000;

/**
 * Builds and packs once for all test files: in a copy of the checkout, so that nothing old in `dist` gets in
 * and nobody who uses `dist` meanwhile is disturbed. The copy is named by what is in it.
 */
export function packed(): Packed {
	const sources = files().filter((path) => !notForTheBuild.includes(folderOf(path)));
	const place = `${prefix}${fingerprint(sources)}`;
	if (!existsSync(place)) make(sources, place);
	const folder = join(place, 'host', 'node_modules', manifest.name);
	const [tarball = ''] = readdirSync(place).filter((name) => name.endsWith('.tgz'));
	const paths = filesBelow(folder);
	return {
		folder,
		files: paths.map((path) => relative(folder, path)),
		packedBytes: statSync(join(place, tarball)).size,
		unpackedBytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
	};
}

function fingerprint(sources: string[]): string {
	const hash = createHash('sha256');
	for (const path of sources) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
	return hash.digest('hex').slice(0, 16);
}

/** It grows under another name, so that a folder of that name is complete. */
function make(sources: string[], place: string): void {
	dropOld();
	const growing = mkdtempSync(`${place}.`);
	try {
		buildAndPack(sources, growing);
		if (!existsSync(place)) renameSync(growing, place);
	} finally {
		rmSync(growing, { recursive: true, force: true });
	}
}

/** Packages of earlier states, which nobody looks at any more. */
function dropOld(): void {
	for (const name of readdirSync(tmpdir())) {
		const place = join(tmpdir(), name);
		if (place.startsWith(prefix) && Date.now() - statSync(place).mtimeMs > HOUR)
			rmSync(place, { recursive: true, force: true });
	}
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}
