import { posix } from 'node:path';
import ts from 'typescript';

/** What a file asks for, with the path resolved from the root where it is a file of ours. */
export type Import = { file: string } | { library: string };

/** Every `import`, `export … from`, `import()` and `require()` of a source, types included. */
export function importsOf(path: string, source: string): Import[] {
	return ts
		.preProcessFile(source, true, true)
		.importedFiles.map(({ fileName }) =>
			fileName.startsWith('.')
				? { file: posix.join(posix.dirname(path), fileName) }
				: { library: libraryOf(fileName) },
		);
}

/** "luxon" of "luxon/src/zone", "@supabase/supabase-js" of itself, "crypto" of "node:crypto". */
export function libraryOf(specifier: string): string {
	const parts = specifier.replace(/^node:/, '').split('/');
	return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Calls `visit` with every node of a source, outermost first. */
export function walk(path: string, source: string, visit: (node: ts.Node) => void): void {
	const enter = (node: ts.Node): void => {
		visit(node);
		ts.forEachChild(node, enter);
	};
	enter(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
}
