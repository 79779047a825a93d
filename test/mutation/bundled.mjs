import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { Script } from 'node:vm';

import { build } from 'esbuild';

/** The tests that say what core/ and sync/ do; the ones left out take long and say nothing that these do not. */
const FOLDERS = ['test/core', 'test/sync'];
const LEFT_OUT = /\/(anyOrder|editsBetweenPages|memorySupabase)/;

/**
 * Every test file and all of ours that it imports as one script, so that it can be run afresh for each mutant
 * within milliseconds. Packages stay outside and are loaded once.
 * @param root  Stryker's copy of the checkout
 * @returns `{ name, sources, evaluate }`, the quick ones first; `evaluate` registers the file's tests
 */
export async function bundledTests(root) {
	const names = FOLDERS.flatMap((folder) => testsIn(root, folder));
	return await Promise.all(names.map((name) => bundled(root, name)));
}

const testsIn = (root, folder) =>
	readdirSync(join(root, folder), { recursive: true })
		.map((name) => `${folder}/${name}`)
		.filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.test(name))
		.sort();

async function bundled(root, name) {
	const file = join(root, name);
	const { outputFiles, metafile } = await build({
		entryPoints: [file],
		absWorkingDir: root,
		bundle: true,
		write: false,
		metafile: true,
		packages: 'external',
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		logLevel: 'error',
	});
	const script = new Script(`(require, module, exports) => {${outputFiles[0].text}\n}`, {
		filename: file,
	});
	const require = createRequire(file);
	return {
		name,
		sources: new Set(Object.keys(metafile.inputs).map((path) => relative(root, join(root, path)))),
		evaluate: () => {
			const module = { exports: {} };
			script.runInThisContext()(require, module, module.exports);
		},
	};
}
