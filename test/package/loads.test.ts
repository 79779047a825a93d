import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Icon } from 'n8n-workflow';
import ts from 'typescript';

import { manifest } from './support/checkout';
import { descriptionProblems } from './support/descriptionProblems';
import { libraryOf, walk } from './support/imports';
import { load, type Loaded } from './support/loaded';
import { packed, type Packed } from './support/packed';

const broughtByN8n = ['n8n-workflow', 'luxon', 'zod', 'lodash', 'crypto'];

/** supabase-js looks for a tracing library when tracing is switched on, which it is not, and goes without. */
const openTelemetry = ['dist/transport/vendor/supabase.js asks for OTEL_PKG'];

let published: Packed;
let loaded: Loaded;

beforeAll(() => {
	published = packed();
	loaded = load(published.folder);
}, 300_000);

const inPackage = (path: string) => readFileSync(join(published.folder, path), 'utf8');

describe('the package, with nothing but what n8n brings beside it', () => {
	it('loads every node and credential that package.json lists', () => {
		expect(loaded.nodes.map(({ path }) => path)).toEqual(manifest.n8n.nodes);
		expect(loaded.credentials.map(({ path }) => path)).toEqual(manifest.n8n.credentials);
		expect([...manifest.n8n.nodes, ...manifest.n8n.credentials]).not.toEqual([]);
	});

	it('asks for nothing else while it loads', () => {
		expect(loaded.asked.filter((name) => !broughtByN8n.includes(libraryOf(name)))).toEqual([]);
	});

	it('asks for nothing else later on', () => {
		const scripts = published.files.filter((path) => path.endsWith('.js'));
		expect(scripts.flatMap((path) => foreignRequires(path, inPackage(path)))).toEqual(
			openTelemetry,
		);
	});

	it('loads in a moment', () => {
		const all = [...loaded.nodes, ...loaded.credentials];
		const milliseconds = all.reduce((sum, file) => sum + file.milliseconds, 0);
		expect(milliseconds).toBeLessThan(5_000);
	});
});

describe('each node', () => {
	it('has an icon for light and dark, and its codex file', () => {
		const missing = loaded.nodes.flatMap(({ path, description }) => [
			...missingIcons(path, description.icon),
			...missingFiles([path.replace(/\.js$/, '.json')]),
		]);
		expect(missing).toEqual([]);
	});

	it('is named in its codex file as n8n will know it, under a category and with a document', () => {
		for (const { path, description } of loaded.nodes) {
			const codex: unknown = JSON.parse(inPackage(path.replace(/\.js$/, '.json')));
			expect(codex).toMatchObject({
				node: `${manifest.name}.${description.name}`,
				nodeVersion: expect.stringMatching(/^\d/),
				codexVersion: '1.0',
				categories: expect.arrayContaining([expect.any(String)]),
				resources: { primaryDocumentation: [{ url: expect.stringMatching(/^https:/) }] },
			});
		}
	});

	it('has a description that hangs together', () => {
		const problems = loaded.nodes.flatMap((node) =>
			descriptionProblems(node).map((problem) => `${node.name}: ${problem}`),
		);
		expect(problems).toEqual([]);
	});

	it('names only credentials of this package', () => {
		const ours = loaded.credentials.map(({ credential }) => credential.name);
		const named = loaded.nodes.flatMap(({ description }) => description.credentials ?? []);
		expect(named.map(({ name }) => name).filter((name) => !ours.includes(name))).toEqual([]);
	});

	it('does what its kind does: a trigger polls, the others execute', () => {
		for (const { name, description, does } of loaded.nodes)
			expect([name, does]).toEqual([name, description.polling ? ['poll'] : ['execute']]);
	});
});

describe('each credential', () => {
	it('has a button that tests it, an icon for light and dark, and a page to read', () => {
		for (const { path, credential, does } of loaded.credentials) {
			expect([path, ...missingIcons(path, credential.icon)]).toEqual([path]);
			expect([path, does.includes('test') || isTestedByNode(credential.name)]).toEqual([
				path,
				true,
			]);
			expect(credential.documentationUrl).toMatch(/^https:/);
		}
	});

	it('names each of its fields once', () => {
		for (const { credential } of loaded.credentials) {
			const names = credential.properties.map(({ name }) => name);
			expect(names).toEqual([...new Set(names)]);
		}
	});
});

/** Whether a node names a function of its own as the test of this credential. */
const isTestedByNode = (credential: string) =>
	loaded.nodes.some(({ description, methods }) =>
		(description.credentials ?? []).some(
			({ name, testedBy }) =>
				name === credential &&
				typeof testedBy === 'string' &&
				methods.credentialTest?.includes(testedBy),
		),
	);

/** @param icon  as a description has it, with files relative to the script */
function missingIcons(script: string, icon: Icon | undefined): string[] {
	if (typeof icon !== 'object') return [`${script} has no icon for light and dark`];
	const place = (file: string) => join(dirname(script), file.replace(/^file:/, ''));
	return missingFiles([place(icon.light), place(icon.dark)]);
}

const missingFiles = (paths: string[]) =>
	paths.filter((path) => {
		const whole = join(published.folder, path);
		return relative(published.folder, whole).startsWith('..') || !existsSync(whole);
	});

/** Every `require` of a script that is neither a file of the package nor brought by n8n, or is computed. */
function foreignRequires(path: string, source: string): string[] {
	const found: string[] = [];
	walk(path, source, (node) => {
		if (!ts.isCallExpression(node)) return;
		const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
		if (!isImport && node.expression.getText() !== 'require') return;
		const [asked] = node.arguments;
		const name = asked && ts.isStringLiteralLike(asked) ? asked.text : (asked?.getText() ?? '');
		if (!name.startsWith('.') && !broughtByN8n.includes(libraryOf(name)))
			found.push(`${path} asks for ${name}`);
	});
	return found;
}
