import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SCHEMA_VERSION } from '../../../core/schemaVersion';
import migrations from '../../../nodes/ServiceTitanSync/migrations.json';
import { oneLine } from '../../../nodes/ServiceTitanSync/oneLine';
import { missingMigrations, setupSql } from '../../../nodes/ServiceTitanSync/setupSql';

const folder = join(__dirname, '../../../supabase/migrations');

describe('Get Setup SQL', () => {
	it('carries every migration as it stands: `npm run build` writes them anew', () => {
		const files = readdirSync(folder)
			.filter((name) => name.endsWith('.sql'))
			.sort();
		expect(migrations.map(({ version, name }) => `${version}_${name}.sql`)).toEqual(files);
		for (const [index, file] of files.entries()) {
			expect(migrations[index]?.sql).toBe(readFileSync(join(folder, file), 'utf8'));
		}
	});

	it('gives all where nothing is applied, nothing where all is, and else the newer ones', () => {
		const all = ['1', '2', '3'].map((version) => ({ version, name: 'n', sql: 's' }));
		const versions = (applied?: string) =>
			missingMigrations(applied, all).map(({ version }) => version);
		expect(versions()).toEqual(['1', '2', '3']);
		expect(versions('3')).toEqual([]);
		expect(versions('1')).toEqual(['2', '3']);
	});

	it('ends by telling PostgREST, and says the schema of the credential', () => {
		const sql = setupSql(
			[{ version: '1', name: 'first_step', sql: 'set search_path = public, pg_temp;' }],
			'crm',
		);
		expect(sql).toMatch(
			/ \/\* 1 first step \*\/ set search_path = "crm", pg_temp; NOTIFY pgrst, 'reload schema';$/,
		);
	});

	it('begins by looking whether the database is ahead of it, in the schema of the credential', () => {
		const sql = setupSql([{ version: '20260701000000', name: 'a', sql: 'select 1;' }], 'crm');
		expect(sql).toMatch(
			/^set search_path = "crm", pg_temp; do \$guard\$ .* > '20260701000000' then raise/,
		);
	});

	it('knows the newest migration by its timestamp', () => {
		expect(SCHEMA_VERSION).toBe(migrations.at(-1)?.version);
	});
});

it.each<[story: string, sql: string, line: string]>([
	['line ends and tabs become one blank', 'select 1,\n\t\t2;\n', 'select 1, 2;'],
	['comments go', 'select 1; -- one\n/* two\nlines */ select 2;', 'select 1; select 2;'],
	[
		'strings stay',
		"select 'a--b', 'it''s /* so */  here';",
		"select 'a--b', 'it''s /* so */  here';",
	],
	['quoted names stay', 'select "a  --b";', 'select "a  --b";'],
	['operators stay', "select a->>'b' - 1 / 2, c - -3;", "select a->>'b' - 1 / 2, c - -3;"],
	[
		'an apostrophe in a comment opens no string',
		"select 1; -- it's\nselect 2;",
		'select 1; select 2;',
	],
])('SQL on one line: %s', (_, sql, line) => {
	expect(oneLine(sql)).toBe(line);
});
