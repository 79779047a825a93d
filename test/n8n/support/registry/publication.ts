import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../../../demo/stage/root';

/** One version of the package, as a registry holds it. */
export interface Publication {
	version: string;
	/** Its package.json with what a registry adds to it, but for the tarball's address. */
	manifest: Record<string, unknown> & { name: string };
	integrity: string;
	shasum: string;
	tarball: Buffer;
}

/** What this version has different from the build: by file, a text in it and what stands there instead. */
export type Differences = Record<string, [text: string, instead: string]>;

/** Packs `dist` as `npm pack` does, under a version of its own. `dist` must have been built. */
export async function publicationOf(
	version: string,
	differences: Differences = {},
): Promise<Publication> {
	const folder = mkdtempSync(join(tmpdir(), 'publication-'));
	try {
		for (const name of ['package.json', 'README.md', 'LICENSE.md', 'dist'])
			cpSync(join(root, name), join(folder, name), { recursive: true });
		const manifest = { ...read(join(folder, 'package.json')), version };
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
		for (const [path, [text, instead]] of Object.entries(differences))
			replace(join(folder, path), text, instead);
		return { version, manifest, ...(await packed(folder)) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Publication['manifest'];

function replace(file: string, text: string, instead: string): void {
	const before = readFileSync(file, 'utf8');
	if (!before.includes(text)) throw new Error(`${file} does not say: ${text}`);
	writeFileSync(file, before.replaceAll(text, instead));
}

const run = promisify(execFile);

async function packed(
	folder: string,
): Promise<Pick<Publication, 'tarball' | 'integrity' | 'shasum'>> {
	await run('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: folder });
	const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
	const tarball = readFileSync(join(folder, name));
	const digest = (kind: string) => createHash(kind).update(tarball);
	return {
		tarball,
		integrity: `sha512-${digest('sha512').digest('base64')}`,
		shasum: digest('sha1').digest('hex'),
	};
}
