import type { Schema } from '../../core/sync/diagnosis/evidence';
import migrations from './migrations.json';
import { oneLine } from './oneLine';

export interface Migration {
	version: string;
	name: string;
	sql: string;
}

/** @param applied  version of the newest migration that is there; `undefined` where none is */
export const missingMigrations = (
	applied: string | undefined,
	all: Migration[] = migrations,
): Migration[] => all.filter(({ version }) => applied === undefined || version > applied);

/** How the database stands to this version of the package. @param applied  `null` where nothing is set up */
export const schemaOf = (applied: string | null, all: Migration[] = migrations): Schema => ({
	applied,
	missing: missingMigrations(applied ?? undefined, all).map(
		({ version, name }) => `${version}_${name}`,
	),
	newer: applied !== null && applied > (all.at(-1)?.version ?? ''),
});

/** The migrations as one line to paste into Supabase's SQL Editor. */
export function setupSql(missing: Migration[], schema: string): string {
	const parts = missing.map(
		({ version, name, sql }) =>
			`/* ${version} ${name.replaceAll('_', ' ')} */ ${oneLine(inSchema(sql, schema))}`,
	);
	// Without this PostgREST would not know the new functions until its next restart.
	return [...parts, "NOTIFY pgrst, 'reload schema';"].join(' ');
}

/** The migrations name the schema in their search paths only. */
const inSchema = (sql: string, schema: string): string =>
	schema === 'public' ? sql : sql.replaceAll(/\bpublic\b/g, `"${schema.replaceAll('"', '""')}"`);
