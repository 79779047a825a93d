import ts from 'typescript';

import { folderOf } from './checkout';
import { importsOf, walk } from './imports';

/** Which folders a file of a folder may import, and which libraries; n8n itself brings all of these. */
const arrows: Record<string, { folders: string[]; libraries: string[] }> = {
	core: { folders: ['core'], libraries: ['luxon', 'zod'] },
	sync: { folders: ['sync', 'core'], libraries: ['luxon', 'zod'] },
	transport: {
		folders: ['transport', 'sync', 'core'],
		libraries: ['n8n-workflow', 'luxon', 'zod', 'crypto'],
	},
	nodes: {
		folders: ['nodes', 'sync', 'transport', 'core'],
		libraries: ['n8n-workflow', 'luxon', 'zod', 'crypto', 'lodash'],
	},
	// A credential signs in, so it talks.
	credentials: { folders: ['credentials', 'transport', 'core'], libraries: ['n8n-workflow'] },
};

const seams = 'transport/vendor/';

/** @returns one sentence for each import of this file that the layers do not allow */
export function forbiddenImports(path: string, source: string): string[] {
	const allowed = arrows[folderOf(path)];
	if (!allowed) return [`${path} is in no layer`];
	return importsOf(path, source).flatMap((target) => {
		if ('file' in target)
			return allowed.folders.includes(folderOf(target.file))
				? []
				: [`${path} imports ${target.file}: no arrow leads there`];
		const isSeam = path.startsWith(seams);
		return isSeam || allowed.libraries.includes(target.library)
			? []
			: [`${path} imports ${target.library}: only a seam under ${seams} may`];
	});
}

/** Libraries that n8n does not bring, by the seam files that name them. */
export function seamsByLibrary(sources: Map<string, string>): Map<string, string[]> {
	const found = new Map<string, string[]>();
	const brought = new Set(Object.values(arrows).flatMap(({ libraries }) => libraries));
	for (const [path, source] of sources)
		for (const target of importsOf(path, source))
			if ('library' in target && !brought.has(target.library))
				found.set(target.library, [...(found.get(target.library) ?? []), path]);
	return found;
}

const withoutArguments = ['DateTime.now', 'DateTime.utc', 'DateTime.local', 'Date'];
const whatever = [
	'Date.now',
	'Math.random',
	'crypto.randomUUID',
	'randomUUID',
	'fetch',
	'setTimeout',
];

/** Where a file asks the clock, chance or the network by itself instead of being told. */
export function impurities(path: string, source: string): string[] {
	const found: string[] = [];
	walk(path, source, (node) => {
		if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
		const called = node.expression.getText();
		const bare = (node.arguments ?? []).length === 0;
		if (whatever.includes(called) || (bare && withoutArguments.includes(called)))
			found.push(`${path} calls ${called}`);
	});
	return found;
}
