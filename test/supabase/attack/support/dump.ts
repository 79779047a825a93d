import type { Sql } from 'postgres';

/** Everything a call might touch: each table's rows as text, and what the schema is made of. */
export interface Dump {
	tables: Record<string, string[]>;
	catalog: string[];
}

/**
 * Reads every row of every table of the schema, with the transaction that wrote it: a row that was only
 * rewritten shows too.
 * @param without  a workspace whose rows the call under test may change
 */
export async function dump(sql: Sql, without = '', schema = 'public'): Promise<Dump> {
	const tables: Dump['tables'] = {};
	const names = await sql<Array<{ name: string }>>`
		select c.relname as name from pg_class c
		where c.relnamespace = ${schema}::regnamespace and c.relkind in ('r', 'p') order by 1`;
	for (const { name } of names) tables[name] = await rowsOf(sql, `${schema}.${name}`, without);
	return { tables, catalog: await catalogOf(sql, schema) };
}

async function rowsOf(sql: Sql, table: string, without: string): Promise<string[]> {
	const rows = await sql.unsafe<Array<{ line: string }>>(
		`select t.xmin::text || ' ' || to_jsonb(t)::text as line from ${table} t
		where to_jsonb(t)->>'workspace_id' is distinct from $1
			and not exists (select from servicetitan_sync_runs r
				where r.workspace_id = $1 and r.run_id::text = to_jsonb(t)->>'run_id')
		order by 1`,
		[without],
	);
	return rows.map(({ line }) => line);
}

/** Relations, columns, functions with their bodies and rights, triggers, policies, roles. */
async function catalogOf(sql: Sql, schema: string): Promise<string[]> {
	const rows = await sql<Array<{ line: string }>>`
		select format('%s %s %s', c.relkind, c.relname, c.relacl) as line from pg_class c
		where c.relnamespace = ${schema}::regnamespace
		union all select format('column %s.%s', a.attrelid::regclass, a.attname) from pg_attribute a
		join pg_class c on c.oid = a.attrelid where c.relnamespace = ${schema}::regnamespace and a.attnum > 0
		union all select format('function %s %s %s', p.oid::regprocedure, md5(p.prosrc), p.proacl) from pg_proc p
		where p.pronamespace = ${schema}::regnamespace
		union all select format('trigger %s on %s', tgname, tgrelid::regclass) from pg_trigger
		union all select format('policy %s', policyname) from pg_policies
		union all select format('schema %s %s', nspname, nspacl) from pg_namespace where nspname !~ '^pg_'
		union all select format('role %s %s', rolname, rolsuper) from pg_roles
		order by 1`;
	return rows.map(({ line }) => line);
}
