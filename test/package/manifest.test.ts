import { files, manifest, read } from './support/checkout';

describe('package.json', () => {
	it('brings nothing to run, because n8n has it all', () => {
		for (const field of [
			'dependencies',
			'optionalDependencies',
			'bundledDependencies',
			'overrides',
		])
			expect(manifest).not.toHaveProperty(field);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('runs nothing on the machine of whoever installs it', () => {
		const lifecycle = /^(pre|post)?(install|prepare|pack|publish)$|^(pre|post)/;
		const scripts = Object.keys(manifest.scripts ?? {});
		expect(scripts.filter((name) => lifecycle.test(name))).toEqual([]);
	});

	it('says that it is an n8n package, held to the strict rules', () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-servicetitan-sync',
			license: 'MIT',
			keywords: expect.arrayContaining(['n8n-community-node-package']),
			files: ['dist'],
			n8n: { strict: true, n8nNodesApiVersion: 1 },
		});
	});

	it('lists every node and credential there is', () => {
		const built = (pattern: RegExp) =>
			files()
				.filter((path) => pattern.test(path))
				.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
		expect([...manifest.n8n.nodes].sort()).toEqual(built(/^nodes\/.*\.node\.ts$/));
		expect([...manifest.n8n.credentials].sort()).toEqual(
			built(/^credentials\/.*\.credentials\.ts$/),
		);
	});

	it('pins each tool to one version', () => {
		const tools = Object.entries(manifest.devDependencies ?? {});
		expect(
			tools.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version))),
		).toEqual([]);
	});

	it('has the version of the newest release in the changelog, or of the first one to come', () => {
		const changelog = read('CHANGELOG.md');
		const [, newest] = /^## \[(\d[^\]]*)\] - /m.exec(changelog) ?? [];
		expect(manifest.version).toBe(newest ?? '0.1.0');
		expect(changelog).toContain('\n## [Unreleased]\n');
	});
});

describe('the lock files', () => {
	const locks = files().filter((path) => /(^|\/)(package-lock|npm-shrinkwrap)\.json$/.test(path));

	it('say which versions, not where one of us downloaded them', () => {
		expect(locks).toContain('package-lock.json');
		expect(locks.filter((path) => read(path).includes('"resolved"'))).toEqual([]);
	});

	it('are those of package.json', () => {
		const lock = JSON.parse(read('package-lock.json')) as {
			packages: Record<string, Record<string, unknown>>;
		};
		const { version, devDependencies } = lock.packages[''] ?? {};
		expect({ version, devDependencies }).toEqual({
			version: manifest.version,
			devDependencies: manifest.devDependencies,
		});
	});
});
