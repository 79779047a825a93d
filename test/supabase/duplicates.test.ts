import postgres, { type Notice } from 'postgres';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith } from './support/callers';
import { applyTexts } from './support/migrations';
import { dumpOldRows, makeOldTables } from './support/oldSystem';
import { row, spoken, upsert } from './support/rows';
import { start } from './support/runs';

describe('a database in which several contacts stand for one customer', () => {
	let db: FreshDatabase;
	const notices: Notice[] = [];
	let before: Record<string, unknown[]>;
	const call = () => callerOf(db.sql);
	const warnings = () => notices.filter(({ severity }) => severity === 'WARNING');

	beforeAll(async () => {
		db = await freshDatabase({ migrated: false });
		await makeOldTables(db.sql, {
			workspace: 'bigint',
			stateWorkspace: 'text',
			cursor: 'timestamptz',
		});
		await db.sql`insert into contacts (id, workspace_id, crm_id, firstname, created_at) values
			('0d1a7c1e-3f0c-4a51-9c53-6f1f5c3f0200', 45963, '1', 'Ada, the newer', '2024-06-01'),
			('0d1a7c1e-3f0c-4a51-9c53-6f1f5c3f0001', 45963, '1', 'Ada, the oldest', '2024-04-01')`;
		before = await dumpOldRows(db.sql);
		const listening = postgres(db.pgUrl, { max: 1, onnotice: (notice) => notices.push(notice) });
		await applyTexts(listening);
		await listening.end();
	});
	afterAll(() => db.drop());

	it('names them in a warning that says what to do, and deletes none', async () => {
		expect(warnings()).toHaveLength(1);
		expect(warnings()[0]?.message).toContain('workspace 45963, customer 1 (3 rows)');
		expect(warnings()[0]?.message).toContain('merge them');
		expect(await dumpOldRows(db.sql)).toEqual(before);
	});

	it('goes on working: the oldest is written, new ones are created once', async () => {
		const { run_id } = await start(call(), '45963');
		const rows = [row('1', { lastname: 'Written' }), row('7')];
		expect(spoken(await upsert(call(), '45963', rows, { run_id }))).toEqual(['updated', 'created']);
		expect(spoken(await upsert(call(), '45963', rows, { run_id }))).toEqual([
			'unchanged',
			'unchanged',
		]);
		const written =
			await db.sql`select crm_id, created_at::date::text as made from contacts where lastname is not null order by 1`;
		expect([...written]).toMatchObject([{ crm_id: '1', made: '2024-04-01' }, { crm_id: '7' }]);
	});

	it('creates a customer once, though no key is there to keep two calls apart', async () => {
		const first = await db.sql.reserve();
		await first`begin`;
		const created = await callWith(first, 'upsert_contacts', {
			workspace_id: '45963',
			rows: [row('8')],
		});
		const second = upsert(call(), '45963', [row('8')]);
		await new Promise((resolve) => setTimeout(resolve, 300));
		await first`commit`;
		first.release();
		expect(created).toMatchObject({ counts: { created: 1 } });
		expect(spoken(await second)).toEqual(['unchanged']);
	});

	it('gets its key once they are merged, by the statement in the warning or by applying the text again', async () => {
		const statement =
			/then run: (create unique index .*;)$/.exec(warnings()[0]?.message ?? '')?.[1] ?? '';
		await expect(db.sql.unsafe(statement)).rejects.toMatchObject({ code: '23505' });
		await db.sql`delete from contacts where firstname = 'Ada, the newer' or (crm_id = '1' and firstname = 'Ada' and lastname is null)`;
		await db.sql.unsafe(statement);
		await db.sql`drop index contacts_workspace_id_crm_id_key`;
		await applyTexts(db.sql);
		await expect(
			db.sql`insert into contacts (workspace_id, crm_id) values (45963, '7')`,
		).rejects.toMatchObject({ code: '23505' });
	});
});
