import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';

const migrationName = /^(\d{14})_(.+)\.sql$/;

/**
 * Applies the migrations that are missing, oldest first, each in a transaction of its own, and records them
 * in `supabase_migrations.schema_migrations` as the Supabase CLI does. A folder that is not there holds none.
 * @returns the names of the files that were applied
 * @throws the database's failure, with the file's name before its message
 */
export async function applyMigrations(sql: Sql, folder: string): Promise<string[]> {
	await sql.unsafe(`
		create schema if not exists supabase_migrations;
		create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
	`);
	const rows = await sql<
		{ version: string }[]
	>`select version from supabase_migrations.schema_migrations`;
	const known = new Set(rows.map((row) => row.version));
	const files = migrationFiles(folder).filter((file) => !known.has(file.slice(0, 14)));
	for (const file of files) await applyOne(sql, folder, file);
	return files;
}

function migrationFiles(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => migrationName.test(file))
		.sort();
}

async function applyOne(sql: Sql, folder: string, file: string): Promise<void> {
	const [, version = '', name = ''] = migrationName.exec(file) ?? [];
	const text = readFileSync(join(folder, file), 'utf8');
	try {
		await sql.begin(async (transaction) => {
			await transaction.unsafe(text);
			await transaction`
				insert into supabase_migrations.schema_migrations (version, statements, name)
				values (${version}, ${[text]}, ${name})`;
		});
	} catch (failure) {
		if (failure instanceof Error) failure.message = `${file}: ${failure.message}`;
		throw failure;
	}
}
