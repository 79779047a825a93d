import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What `npm run release` reads and writes. */
const needed = [
	...['core', 'sync', 'transport', 'nodes', 'credentials', 'release', 'supabase'],
	...['package.json', 'package-lock.json', 'CHANGELOG.md', 'tsconfig.json', '.prettierrc.json'],
];

describe('npm run release', () => {
	let copy: string;
	beforeAll(() => {
		copy = mkdtempSync(join(tmpdir(), 'release-'));
		for (const path of needed) cpSync(join(root, path), join(copy, path), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
		// Right after a release there is nothing to tell of yet.
		const changelog = readFileSync(join(copy, 'CHANGELOG.md'), 'utf8');
		const entry = '## [Unreleased]\n\n- See [the nodes](docs/nodes.md).';
		writeFileSync(join(copy, 'CHANGELOG.md'), changelog.replace('## [Unreleased]', entry));
	});
	afterAll(() => rmSync(copy, { recursive: true }));

	const node = (script: string, ...args: string[]) => {
		const env = { ...process.env, GITHUB_REPOSITORY: '' };
		delete (env as NodeJS.ProcessEnv).GITHUB_REPOSITORY;
		const options = { cwd: copy, encoding: 'utf8' as const, env };
		const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options);
		return { status, said: stdout + stderr };
	};

	it('makes a checkout that may be published under that tag, and under no other', () => {
		expect(node('release/check.cjs', '99.0.0')).toMatchObject({ status: 1 });
		expect(node('release/prepare.cjs', '99.0.0')).toMatchObject({
			status: 0,
			said: expect.stringContaining('git push origin main 99.0.0'),
		});
		expect(node('release/check.cjs', '99.0.0')).toEqual({
			status: 0,
			said: 'Tag, package.json and CHANGELOG.md agree on 99.0.0.\n',
		});
		expect(node('release/check.cjs', 'v99.0.0')).toMatchObject({ status: 1 });
		expect(node('release/notes.cjs').said).toMatch(
			/^- See \[the nodes\]\(https:\/\/github\.com\/.*\/blob\/99\.0\.0\/docs\/nodes\.md\)\./,
		);
	}, 120_000);

	it('refuses a version that is not later, and writes nothing', () => {
		const before = readFileSync(join(copy, 'CHANGELOG.md'), 'utf8');
		expect(node('release/prepare.cjs', '99.0.0')).toEqual({
			status: 1,
			said: '99.0.0 is no version of three numbers after 99.0.0.\n',
		});
		expect(readFileSync(join(copy, 'CHANGELOG.md'), 'utf8')).toBe(before);
	});
});
