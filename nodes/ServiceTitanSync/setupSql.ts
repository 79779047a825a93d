import { schemaAge } from '../../core/schema';
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
	newer: schemaAge(applied, all.at(-1)?.version) === 'newer',
});

/** The migrations as one line to paste into Supabase's SQL Editor. */
export function setupSql(missing: Migration[], schema: string): string {
	const parts = missing.map(
		({ version, name, sql }) =>
			`/* ${version} ${name.replaceAll('_', ' ')} */ ${oneLine(inSchema(sql, schema))}`,
	);
	const guard = oneLine(inSchema(unlessNewer(missing.at(-1)?.version ?? ''), schema));
	// Without the last one PostgREST would not know the new functions until its next restart.
	return [guard, ...parts, "NOTIFY pgrst, 'reload schema';"].join(' ');
}

/**
 * Text that was kept from an older package would set newer functions back: it ends here then. The conditions are
 * nested because the inner one names a function that need not be there.
 */
const unlessNewer = (version: string): string => `
	set search_path = public, pg_temp;
	do $guard$
	begin
		if to_regprocedure('servicetitan_schema_version()') is not null then
			if servicetitan_schema_version()->>'version' similar to '[0-9]{14}'
				and servicetitan_schema_version()->>'version' > '${version}' then
				raise exception 'This SQL is older than your database, which a newer version of n8n-nodes-servicetitan-sync has set up. Nothing was changed.'
					using hint = 'Update the package in n8n, then take the SQL from Get Setup SQL anew.';
			end if;
		end if;
	end $guard$;
	reset search_path;`;

/** The migrations name the schema in their search paths only. */
const inSchema = (sql: string, schema: string): string =>
	schema === 'public' ? sql : sql.replaceAll(/\bpublic\b/g, `"${schema.replaceAll('"', '""')}"`);
