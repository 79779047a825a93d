import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Frozen = Record<string, Record<string, string>>;
interface Migrations {
	freezeMigrations(frozen: Frozen, version: string, files: Map<string, string>): Frozen;
	hashesOf(files: Map<string, string>): Record<string, string>;
	migrationProblems(frozen: Frozen, files: Map<string, string>): string[];
}

const { freezeMigrations, hashesOf, migrationProblems } = jest.requireActual<Migrations>(
	'../../release/migrations.cjs',
);

const root = join(__dirname, '../..');
const frozen = JSON.parse(
	readFileSync(join(root, 'release/frozen/migrations.json'), 'utf8'),
) as Frozen;
const folder = join(root, 'supabase/migrations');
const files = new Map(
	readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);

describe('the migrations of this repository', () => {
	it('are those that were published, and later ones', () => {
		expect(migrationProblems(frozen, files)).toEqual([]);
	});

	it('will be guarded from the release of this very state on', () => {
		const [name = '', text = ''] = [...files].sort().at(0) ?? [];
		const next = freezeMigrations(frozen, '99.0.0', files);
		expect(
			Object.values(next)
				.flatMap((hashes) => Object.keys(hashes))
				.sort(),
		).toEqual([...files.keys()].sort());
		expect(migrationProblems(next, files)).toEqual([]);
		expect(migrationProblems(next, new Map([...files, [name, `${text}\n`]]))).toHaveLength(1);
	});
});

describe('a published migration', () => {
	const published = new Map([
		['20261101000100_a.sql', 'create table a ();'],
		['20261101000200_b.sql', 'create table b ();'],
	]);
	const first = freezeMigrations({}, '0.1.0', published);
	const changed = (name: string, text?: string) => {
		const next = new Map(published);
		if (text === undefined) next.delete(name);
		else next.set(name, text);
		return migrationProblems(first, next);
	};

	it('is known by the SHA-256 of its text', () => {
		expect(hashesOf(new Map([['empty.sql', '']]))).toEqual({
			'empty.sql': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
		});
	});

	it('may stay as it is, and a later one may come', () => {
		expect(migrationProblems(first, published)).toEqual([]);
		expect(changed('20261101000300_c.sql', 'create table c ();')).toEqual([]);
	});

	it.each<[story: string, name: string, text: string | undefined, sentence: RegExp]>([
		[
			'may not be edited, were it by a blank',
			'20261101000200_b.sql',
			'create table b (); ',
			/^20261101000200_b\.sql was published with 0\.1\.0 and has been edited .* new migration\.$/,
		],
		['may not go', '20261101000100_a.sql', undefined, /is gone: put it back/],
		[
			'may not get one before it, which nobody would be told to apply',
			'20261101000150_between.sql',
			'select 1;',
			/sorts before 20261101000200_b\.sql, .* Give it a later timestamp\.$/,
		],
	])('%s', (_story, name, text, sentence) => {
		expect(changed(name, text)).toEqual([expect.stringMatching(sentence)]);
	});

	it('is frozen once, with the version that first had it', () => {
		const next = new Map([...published, ['20261101000300_c.sql', 'c']]);
		const second = freezeMigrations(first, '0.2.0', next);
		expect(Object.keys(second['0.2.0'] ?? {})).toEqual(['20261101000300_c.sql']);
		expect(second['0.1.0']).toEqual(first['0.1.0']);
		expect(() => freezeMigrations(second, '0.2.0', next)).toThrow('frozen already');
		const edited = new Map([...next, ['20261101000100_a.sql', 'x']]);
		expect(() => freezeMigrations(second, '0.3.0', edited)).toThrow('has been edited');
	});
});

it('before the first release nothing is frozen, and the changelog says that none was made', () => {
	const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
	const released = [...changelog.matchAll(/^## \[(\d+\.\d+\.\d+)\] - /gm)].map(([, name]) => name);
	expect(Object.keys(frozen).sort()).toEqual(released.sort());
});
