import postgres from 'postgres';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf } from './support/callers';
import { applyTexts, migrationTexts, newestVersion } from './support/migrations';
import { newWorkspace, start } from './support/runs';
import { row, spoken, upsert } from './support/rows';

const { functionsIn } = jest.requireActual<{
	functionsIn(files: Map<string, string>): Record<string, Record<string, string>>;
}>('../../release/functions.cjs');

/** Everything that our names stand for: columns, types, defaults, keys, functions, comments. */
async function shapeOf(db: FreshDatabase): Promise<unknown> {
	const columns = await db.sql`
		select table_name, column_name, data_type, column_default, is_nullable from information_schema.columns
		where table_schema = 'public' order by 1, ordinal_position`;
	const indexes =
		await db.sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`;
	const functions = await db.sql`
		select oid::regprocedure::text as name, pg_get_functiondef(oid) as body, proacl::text as rights
		from pg_proc where proname like 'servicetitan%' order by 1`;
	return { columns: [...columns], indexes: [...indexes], functions: [...functions] };
}

describe('the migrations on an empty database', () => {
	let db: FreshDatabase;
	beforeAll(async () => {
		db = await freshDatabase({ migrated: false });
		await applyTexts(db.sql);
	});
	afterAll(() => db.drop());

	it('may be applied a second time and change nothing, rows included', async () => {
		const call = callerOf(db.sql);
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [row('1')]);
		const shape = await shapeOf(db);
		const rows = await db.sql`select *, xmin::text from contacts`;
		await applyTexts(db.sql);
		expect(await shapeOf(db)).toEqual(shape);
		expect([...(await db.sql`select *, xmin::text from contacts`)]).toEqual([...rows]);
	});

	it('say as their version the timestamp of the newest file', async () => {
		const answer = await callerOf(db.sql)('schema_version');
		expect(answer).toEqual({ version: newestVersion() });
	});

	it('have the functions that are read out of their text, with these arguments', async () => {
		const functions = await db.sql`
			select proname as name, proargnames as names, proargmodes::text[] as modes, pronargs::int as given,
				pronargdefaults::int as optional from pg_proc where proname like 'servicetitan%' order by 1`;
		const read = Object.entries(functionsIn(migrationTexts())).map(([name, args]) => ({
			name,
			// The last ones are those with a default.
			given: Object.keys(args),
			optional: Object.values(args).filter((type) => type.endsWith('?')).length,
		}));
		expect(
			functions.map(({ name, names, modes, given, optional }) => ({
				name: name as string,
				given: ((names ?? []) as string[]).filter((_, index) =>
					modes ? ['i', 'b'].includes((modes as string[])[index] ?? '') : index < Number(given),
				),
				optional: optional as number,
			})),
		).toEqual(read);
	});

	it('leave the session as they found it', async () => {
		const connection = postgres(db.pgUrl, { max: 1, onnotice: () => undefined });
		const before = await connection`show search_path`;
		await applyTexts(connection);
		expect([...(await connection`show search_path`)]).toEqual([...before]);
		await connection.end();
	});

	it('say in words what each table, view and column of ours is for', async () => {
		const obvious = `'run_id', 'workspace_id', 'started_at', 'finished_at', 'first_failed_at', 'last_failed_at',
			'record_id', 'crm_id', 'batch_id', 'result', 'created_at', 'id'`;
		const silent = await db.sql.unsafe(`
			select c.relname || coalesce('.' || a.attname, '') as name
			from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind = 'r'
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
				and (obj_description(c.oid, 'pg_class') is null
					or (a.attname not in (${obvious}) and col_description(c.oid, a.attnum) is null))`);
		expect(silent.map(({ name }) => name as string)).toEqual([]);
	});

	it('close every table and view of ours to everybody without the secret key', async () => {
		const open = await db.sql`
			select r.role, c.relname from pg_class c cross join (values ('anon'), ('authenticated')) as r(role)
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
				and has_table_privilege(r.role, c.oid, 'select, insert, update, delete')`;
		expect([...open]).toEqual([]);
		const unguarded = await db.sql`
			select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity`;
		expect([...unguarded]).toEqual([]);
	});

	it('let nobody but the secret key execute a function, and give each one a fixed search path', async () => {
		const functions = await db.sql`
			select p.oid::regprocedure::text as name, has_function_privilege('anon', p.oid, 'execute') as anon,
				has_function_privilege('authenticated', p.oid, 'execute') as authenticated,
				has_function_privilege('service_role', p.oid, 'execute') as service_role,
				p.prosecdef as definer, array_to_string(p.proconfig, ' ') like '%search_path=public, pg_temp%' as fixed
			from pg_proc p where p.proname like 'servicetitan%'`;
		expect(functions.length).toBeGreaterThan(12);
		for (const { name, ...rights } of functions) {
			expect({ name, ...rights }).toEqual({
				name,
				anon: false,
				authenticated: false,
				service_role: true,
				definer: false,
				fixed: true,
			});
		}
	});

	it('refuse a person who is merely signed in', async () => {
		const asVisitor = callerOf(db.sql, 'authenticated');
		await expect(asVisitor('list_workspaces')).rejects.toMatchObject({ code: '42501' });
		await expect(
			db.sql.begin(async (transaction) => {
				await transaction`set local role anon`;
				await transaction`select * from servicetitan_sync_state`;
			}),
		).rejects.toMatchObject({ code: '42501' });
	});
});

describe('the migrations in a schema of another name', () => {
	let db: FreshDatabase;
	beforeAll(async () => {
		db = await freshDatabase({ migrated: false });
		await db.sql`create schema crm`;
		await applyTexts(db.sql, (text) => text.replace(/\bpublic\b/g, 'crm'));
	});
	afterAll(() => db.drop());

	it('put everything there and nothing elsewhere, and it works', async () => {
		const elsewhere = await db.sql`
			select relname from pg_class where relnamespace = 'public'::regnamespace
			union all select proname from pg_proc where pronamespace = 'public'::regnamespace`;
		expect([...elsewhere]).toEqual([]);

		const inCrm = postgres(db.pgUrl, {
			max: 1,
			onnotice: () => undefined,
			connection: { search_path: 'crm' },
		});
		const call = callerOf(inCrm);
		const workspace = await newWorkspace(call);
		const { answer } = await start(call, workspace);
		expect(answer.outcome).toBe('started');
		expect(spoken(await upsert(call, workspace, [row('1')]))).toEqual(['created']);
		expect([...(await db.sql`select crm_id from crm.contacts`)]).toEqual([{ crm_id: '1' }]);
		await inCrm.end();
	});
});
