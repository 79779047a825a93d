import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';

const folder = join(__dirname, '../../../supabase/migrations');

export const migrationFiles = (): string[] => readdirSync(folder).sort();

/** Name → text of every file. */
export const migrationTexts = (): Map<string, string> =>
	new Map(migrationFiles().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

export const newestVersion = (): string => migrationFiles().at(-1)?.slice(0, 14) ?? '';

/**
 * Applies the text of every file, each in a transaction, whatever was applied before.
 * @param change what to do to the text first, e.g. put another schema's name in
 * @param files the names of those that are meant
 */
export async function applyTexts(
	sql: Sql,
	change: (text: string) => string = (text) => text,
	files = migrationFiles(),
): Promise<void> {
	for (const file of files) {
		const text = change(readFileSync(join(folder, file), 'utf8'));
		await sql.begin((transaction) => transaction.unsafe(text));
	}
}
