import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { freshDatabase, type FreshDatabase } from '../../support/supabase/freshDatabase';
import { callerOf } from '../support/callers';
import { applyTexts } from '../support/migrations';
import { row, upsert } from '../support/rows';
import { consumer, newWorkspace, tenant } from '../support/runs';
import { dump } from './support/dump';

/** The same database twice: the sync lives in `crm`, and tables and functions of the same names in public. */
let db: FreshDatabase;
beforeAll(async () => {
	db = await freshDatabase();
	await db.sql`create schema crm`;
	await applyTexts(db.sql, (text) => text.replace(/\bpublic\b/g, 'crm'));
	const inPublic = callerOf(db.sql);
	await upsert(inPublic, await newWorkspace(inPublic), [row('1')]);
});
afterAll(() => db.drop());

const inRole = <Out>(role: string, deed: (transaction: TransactionSql) => Promise<Out>) =>
	db.sql.begin(async (transaction) => {
		await transaction.unsafe(`set local role ${role}; set local search_path = public`);
		return await deed(transaction);
	});

it('a sync in a schema of its own neither reads nor writes what has the same name elsewhere', async () => {
	const before = await dump(db.sql);
	const run = [randomUUID(), 'crm only'] as const;
	const outcomes = await inRole('service_role', async (sql) => {
		const ask = async (text: string, values: unknown[] = []) => {
			const [answer] = await sql.unsafe(
				`select crm.servicetitan_${text} as answer`,
				values as never[],
			);
			return (answer?.answer as { outcome?: string }).outcome;
		};
		return [
			await ask('set_up_workspace($1, $2, $3)', [run[1], tenant.tenant_id, tenant.environment]),
			await ask(`start_run($2, $1, 'incremental', 'trigger', $3, $4, $5)`, [
				...run,
				sql.json(consumer),
				tenant.tenant_id,
				tenant.environment,
			]),
			await ask(`upsert_contacts($2, $3, $1, null, '{"finish": "when_all_arrived"}')`, [
				...run,
				sql.json([row('1'), row('2')] as never),
			]),
		];
	});
	expect(outcomes).toEqual(['created', 'started', 'ok']);
	expect(await db.sql`select crm_id from crm.contacts order by 1`).toEqual([
		{ crm_id: '1' },
		{ crm_id: '2' },
	]);
	expect(await dump(db.sql)).toEqual(before);
});

it.each(['anon', 'authenticated'])('%s finds nothing open there either', async (role) => {
	const functions = await db.sql`
		select p.oid::regprocedure::text as name from pg_proc p
		where p.pronamespace = 'crm'::regnamespace and has_function_privilege(${role}, p.oid, 'execute')`;
	expect([...functions]).toEqual([]);
	const tables = await db.sql`
		select relname from pg_class where relnamespace = 'crm'::regnamespace and relkind in ('r', 'v')
			and has_table_privilege(${role}, oid, 'select, insert, update, delete, truncate')`;
	expect([...tables]).toEqual([]);
	await expect(
		inRole(role, async (sql) => await sql`select * from crm.contacts`),
	).rejects.toMatchObject({
		code: '42501',
	});
});
