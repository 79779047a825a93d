import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Functions = Record<string, Record<string, string>>;
interface Module {
	functionsIn(files: Map<string, string>): Functions;
	functionProblems(frozen: Functions, now: Functions): string[];
}

const { functionProblems, functionsIn } = jest.requireActual<Module>('../../release/functions.cjs');

const root = join(__dirname, '../..');
const folder = join(root, 'supabase/migrations');
const now = functionsIn(
	new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
);

it('packages that were published may call the database of this repository', () => {
	const frozen = JSON.parse(
		readFileSync(join(root, 'release/frozen/functions.json'), 'utf8'),
	) as Functions;
	expect(functionProblems(frozen, now)).toEqual([]);
});

it('reads arguments as they are written, whatever stands in their defaults', () => {
	const sql = `
		create or replace function first(p_a text, p_b text[] default array['x, y']::text[], -- a list
			p_c jsonb default '{"a": [1, 2]}', p_d numeric(10, 2) default null
		) returns jsonb language sql;
		create or replace function second(p_a int, out b int)
		language plpgsql;
		create function third() returns jsonb language sql;
		create or replace function fourth() returns jsonb language sql;`;
	const later = `drop function if exists fourth();
		drop function if exists third();
		create or replace function third(p_a uuid) returns jsonb language sql;`;
	expect(
		functionsIn(
			new Map([
				['2.sql', later],
				['1.sql', sql],
			]),
		),
	).toEqual({
		first: { p_a: 'text', p_b: 'text[]?', p_c: 'jsonb?', p_d: 'numeric(10, 2)?' },
		second: { p_a: 'int' },
		third: { p_a: 'uuid' },
	});
});

describe('a function that was published', () => {
	const frozen = { servicetitan_f: { p_a: 'text', p_b: 'int?' } };
	const problemsOf = (today: Functions) => functionProblems(frozen, today);

	it('may stay, let an argument be left out, and get one that may be left out', () => {
		expect(problemsOf(frozen)).toEqual([]);
		expect(problemsOf({ servicetitan_f: { p_a: 'text?', p_b: 'int?', p_c: 'uuid?' } })).toEqual([]);
		expect(problemsOf({ ...frozen, servicetitan_g: { p_z: 'text' } })).toEqual([]);
	});

	it.each<[story: string, today: Functions, sentence: RegExp]>([
		['may not go', {}, /^servicetitan_f was published and is gone/],
		[
			'may not lose an argument',
			{ servicetitan_f: { p_a: 'text' } },
			/with p_b int\?, and today has no such argument: .* a new name\.$/,
		],
		[
			'may not take another type',
			{ servicetitan_f: { p_a: 'uuid', p_b: 'int?' } },
			/with p_a text, and today has uuid/,
		],
		[
			'may not demand what could be left out',
			{ servicetitan_f: { p_a: 'text', p_b: 'int' } },
			/with p_b int\?, and today has int/,
		],
		[
			'may not demand what nobody gives yet',
			{ servicetitan_f: { p_a: 'text', p_b: 'int?', p_c: 'text' } },
			/^servicetitan_f demands p_c, .* let it have a default\.$/,
		],
	])('%s', (_story, today, sentence) => {
		expect(problemsOf(today)).toEqual([expect.stringMatching(sentence)]);
	});
});
