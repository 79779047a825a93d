import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { files, git, manifest, read } from './support/checkout';
import { importsOf, walk } from './support/imports';
import { packed } from './support/packed';

const MINUTES = 60_000;
let published: ReturnType<typeof packed>;

beforeAll(() => {
	published = packed();
}, 5 * MINUTES);

const inPackage = (path: string) => readFileSync(join(published.folder, path), 'utf8');
const scripts = () => published.files.filter((path) => path.endsWith('.js'));

describe('the published package', () => {
	it('holds the nodes, the credentials and what they ask for, icons and codex files, and nothing else', () => {
		const copied = files()
			.filter((path) => /^icons\/.*\.svg$|^nodes\/.*\.node\.json$/.test(path))
			.map((path) => `dist/${path}`);
		const expected = [...needed(), ...copied, 'LICENSE.md', 'README.md', 'package.json'];
		expect(published.files).toEqual(expected.sort());
	});

	it('holds every migration, word for word: after a community install nobody has a checkout', () => {
		const migrations = files().filter((path) => /^supabase\/migrations\/.*\.sql$/.test(path));
		expect(migrations).not.toEqual([]);
		const texts = published.files.filter((path) => /\.js(on)?$/.test(path)).flatMap(textsIn);
		const missing = migrations.filter(
			(path) => !texts.some((text) => text.includes(read(path).trim())),
		);
		expect(missing).toEqual([]);
	});

	it('is built from a copy of the migrations that was committed with them', () => {
		// Of the commit, because every build renews the copy in the working tree.
		const committed = (path: string) => git('show', `HEAD:${path}`);
		const copies = JSON.parse(committed('nodes/ServiceTitanSync/migrations.json')) as Array<{
			version: string;
			name: string;
			sql: string;
		}>;
		const migrations = git('ls-tree', '--name-only', 'HEAD', 'supabase/migrations/')
			.split('\n')
			.filter((path) => path.endsWith('.sql'));
		const named = copies.map(({ version, name }) => `supabase/migrations/${version}_${name}.sql`);
		expect(named).toEqual(migrations);
		expect(migrations.filter((path, index) => copies[index]?.sql !== committed(path))).toEqual([]);
	});

	it('is small enough to be read', () => {
		expect(published.unpackedBytes).toBeLessThan(1_500_000);
		expect(published.packedBytes).toBeLessThan(400_000);
	});

	const performance = 'docs/performance.md';

	it.each<[document: string, what: string, stated: RegExp, is: () => number]>([
		['README.md', 'files', /(\d+) files/, () => published.files.length],
		[performance, 'files', /(\d+) files/, () => published.files.length],
		['README.md', 'kB packed', /(\d+) kB packed/, () => published.packedBytes / 1000],
		[performance, 'kB packed', /(\d+) kB packed/, () => published.packedBytes / 1000],
		[performance, 'kB unpacked', /([\d,]+) kB unpacked/, () => published.unpackedBytes / 1000],
	])('is about as large as %s says, in %s', (document, _what, stated, is) => {
		const [, number = ''] = stated.exec(read(document)) ?? [];
		const said = Number(number.replace(',', ''));
		expect(is()).toBeGreaterThan(said * 0.9);
		expect(is()).toBeLessThan(said * 1.1);
	});

	it('was compiled without maps that lead nowhere', () => {
		expect(scripts().filter((path) => inPackage(path).includes('sourceMappingURL='))).toEqual([]);
	});
});

/** What the nodes and credentials ask for, by whatever way, themselves included. */
function needed(): string[] {
	const all = new Set<string>();
	const visit = (path: string): void => {
		if (all.has(path)) return;
		all.add(path);
		if (!path.endsWith('.js')) return;
		for (const asked of importsOf(path, inPackage(path)))
			if ('file' in asked) visit(fileOf(asked.file));
	};
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) visit(path);
	return [...all];
}

const fileOf = (path: string) =>
	[path, `${path}.js`, `${path}/index.js`].find((one) => published.files.includes(one)) ?? path;

/** The texts a script holds, as it would see them. */
function textsIn(path: string): string[] {
	const texts: string[] = [];
	walk(path, inPackage(path), (node) => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
	});
	return texts;
}
