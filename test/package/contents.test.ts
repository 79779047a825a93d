import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { files, git, read, shippedSources } from './support/checkout';
import { walk } from './support/imports';
import { packed } from './support/packed';

const MINUTES = 60_000;
let published: ReturnType<typeof packed>;

beforeAll(() => {
	published = packed();
}, 5 * MINUTES);

const inPackage = (path: string) => readFileSync(join(published.folder, path), 'utf8');
const scripts = () => published.files.filter((path) => path.endsWith('.js'));

describe('the published package', () => {
	it('holds what was compiled, the icons, the codex files and the migrations, and nothing else', () => {
		const compiled = shippedSources()
			.filter((path) => !path.endsWith('.d.ts'))
			.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
		const copied = files()
			.filter((path) => /^icons\/.*\.svg$|^nodes\/.*\.json$/.test(path))
			.map((path) => `dist/${path}`);
		const expected = [...compiled, ...copied, 'LICENSE.md', 'README.md', 'package.json'];
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
		const bytes = published.files.reduce(
			(sum, path) => sum + statSync(join(published.folder, path)).size,
			0,
		);
		expect(bytes).toBeLessThan(1_500_000);
	});

	it('was compiled without maps that lead nowhere', () => {
		expect(scripts().filter((path) => inPackage(path).includes('sourceMappingURL='))).toEqual([]);
	});
});

/** The texts a script holds, as it would see them. */
function textsIn(path: string): string[] {
	const texts: string[] = [];
	walk(path, inPackage(path), (node) => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
	});
	return texts;
}
