import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf } from './support/callers';
import { applyTexts } from './support/migrations';
import { dumpOldRows, makeOldTables, oldWorkspace, type OldTypes } from './support/oldSystem';
import { row, spoken, upsert } from './support/rows';
import { start, tenant } from './support/runs';

const databases: Array<[story: string, types: OldTypes]> = [
	['text everywhere', { workspace: 'text', stateWorkspace: 'text', cursor: 'timestamptz' }],
	[
		'numbers for workspaces, the cursor as text',
		{ workspace: 'bigint', stateWorkspace: 'bigint', cursor: 'text' },
	],
	[
		'numbers in one table, text in the other',
		{ workspace: 'bigint', stateWorkspace: 'text', cursor: 'timestamp' },
	],
	['uuids for workspaces', { workspace: 'uuid', stateWorkspace: 'text', cursor: 'timestamptz' }],
	[
		'numbers for customers',
		{ workspace: 'bigint', stateWorkspace: 'text', crmId: 'bigint', cursor: 'timestamptz' },
	],
	[
		'a unique key on crm_id alone',
		{ workspace: 'text', stateWorkspace: 'text', cursor: 'text', uniqueCrmId: true },
	],
];

describe.each(databases)('a database of the old system with %s', (_story, types) => {
	const workspace = oldWorkspace(types);
	let db: FreshDatabase;
	let before: Record<string, unknown[]>;
	beforeAll(async () => {
		db = await freshDatabase({ migrated: false });
		await makeOldTables(db.sql, types);
		before = await dumpOldRows(db.sql);
		await applyTexts(db.sql);
		await applyTexts(db.sql);
	});
	afterAll(() => db.drop());

	it('keeps every row as it was', async () => {
		expect(await dumpOldRows(db.sql)).toEqual(before);
		// A column that was added does not claim that they changed today.
		const changed = await db.sql`select from contacts where updated_at is not null`;
		expect(changed).toHaveLength(0);
	});

	it("keeps its owner's policies, comments and openness", async () => {
		const tables = await db.sql`
			select relname, relrowsecurity, has_table_privilege('authenticated', oid, 'select') as readable
			from pg_class where relname in ('contacts', 'servicetitan_sync_state') order by 1`;
		expect([...tables]).toEqual([
			{ relname: 'contacts', relrowsecurity: true, readable: true },
			{ relname: 'servicetitan_sync_state', relrowsecurity: false, readable: true },
		]);
		const [words] = await db.sql`select col_description('contacts'::regclass, attnum) as phone,
			(select string_agg(polname, ', ') from pg_policy) as policies
			from pg_attribute where attrelid = 'contacts'::regclass and attname = 'phone'`;
		expect(words).toEqual({ phone: 'Our own words', policies: 'own workspace' });
	});

	it('has one row a customer guaranteed from now on', async () => {
		await expect(
			db.sql`insert into contacts (workspace_id, crm_id) select workspace_id, crm_id from contacts where crm_id = '1'`,
		).rejects.toMatchObject({ code: '23505' });
	});

	it('lets its owner go on changing columns of their own', async () => {
		await db.sql`alter table contacts alter column notes type varchar(20)`;
		await db.sql`alter table contacts drop column notes`;
	});

	it('takes over from a run of the old system, goes on from its cursor, and writes', async () => {
		const call = callerOf(db.sql);
		const { run_id, answer } = await start(call, workspace);
		expect(answer).toMatchObject({
			outcome: 'started',
			cursor: '2026-06-30T20:00:00.000000Z',
			taken_over: null,
		});
		const written = await upsert(
			call,
			workspace,
			[
				row('1', { phone: '+13125550001', columns: { favourite_colour: 'green' } }),
				row('2', { firstname: 'Bob', lastname: undefined, phone: null }),
				row('3', { phone: '+13125550103', phone_forms: ['13125550103', '3125550103'] }),
				row('4'),
			],
			{ run_id },
		);
		expect(spoken(written)).toEqual(['updated', 'updated', 'linked', 'created']);
		expect([
			...(await db.sql`select crm_id::text, firstname, phone, favourite_colour, metadata->'mine' as mine,
				metadata->'custom_fields'->'mine' as inner_mine, created_at < '2025-01-01' as old
				from contacts order by crm_id::text`),
		]).toMatchObject([
			{ crm_id: '1', favourite_colour: 'green', mine: 1, inner_mine: 2, old: true },
			{ crm_id: '2', firstname: 'Bob', phone: null, old: true },
			{ crm_id: '3', phone: '+13125550103', favourite_colour: 'blue', old: true },
			{ crm_id: '4', firstname: 'Ada', favourite_colour: null, old: false },
		]);
		const finished = await call('finish_run', {
			workspace_id: workspace,
			run_id,
			commit: { cursor_to: '2026-07-01T12:00:00.1234567Z', window: null },
		});
		expect(finished).toMatchObject({ outcome: 'finished', cursor_moved_by_user: false });
		const [state] =
			await db.sql`select last_modified_cursor::text as cursor, total_customers_synced as total from servicetitan_sync_state`;
		// Read as UTC whatever the session's zone: the old system wrote UTC.
		expect(state?.cursor).toMatch(/^2026-07-01 12:00:00\.123456/);
		expect(Number(state?.total)).toBe(30_002);
		const status = await call('get_status', { workspace_id: workspace });
		expect(status.workspaces).toMatchObject([{ workspace_id: workspace, contacts: 4 }]);
	});
});

describe('a cursor that somebody typed', () => {
	let db: FreshDatabase;
	beforeAll(async () => {
		db = await freshDatabase({ migrated: false });
		await makeOldTables(db.sql, { workspace: 'text', stateWorkspace: 'text', cursor: 'text' });
		await applyTexts(db.sql);
	});
	afterAll(() => db.drop());

	it.each<[story: string, cursor: string | null, outcome: string, read: string | null]>([
		['none', null, 'started', null],
		['blanks', '  ', 'started', null],
		['a date alone', '2026-07-01', 'started', '2026-07-01T00:00:00.000000Z'],
		['with an offset', '2026-07-01 07:00:00-05', 'started', '2026-07-01T12:00:00.000000Z'],
		[
			'with seven digits, which are cut and not rounded',
			'2026-07-01T12:00:00.9999999Z',
			'started',
			'2026-07-01T12:00:00.999999Z',
		],
		['in the future', '2031-01-01T00:00:00Z', 'started', '2031-01-01T00:00:00.000000Z'],
		['garbage', 'yesterday-ish', 'cursor_unreadable', null],
		['a word that PostgreSQL would take for a date', 'now', 'cursor_unreadable', null],
		['for ever', 'infinity', 'cursor_unreadable', null],
		['a day that does not exist', '2026-02-30', 'cursor_unreadable', null],
	])('%s', async (_story, cursor, outcome, read) => {
		const call = callerOf(db.sql);
		await db.sql`update servicetitan_sync_state set last_modified_cursor = ${cursor}, sync_status = 'idle', run_id = null`;
		const { answer } = await start(call, '45963');
		expect(answer.outcome).toBe(outcome);
		if (outcome === 'started') expect(answer.cursor).toBe(read);
		else expect(answer.cursor).toBe(cursor);
		const [state] =
			await db.sql`select last_modified_cursor as cursor from servicetitan_sync_state`;
		expect(state?.cursor).toBe(cursor);
		const status = await call('get_status', { workspace_id: '45963' });
		expect(status.workspaces).toHaveLength(1);
	});
});

describe('contacts whose ids are numbers', () => {
	it('refuse text where a number should be, row by row, and a workspace that is none', async () => {
		const db = await freshDatabase({ migrated: false });
		await makeOldTables(db.sql, {
			workspace: 'bigint',
			stateWorkspace: 'text',
			crmId: 'bigint',
			cursor: 'timestamptz',
		});
		await applyTexts(db.sql);
		const call = callerOf(db.sql);
		const answer = await upsert(call, '45963', [row('x7'), row('8')]);
		expect(spoken(answer)).toEqual([
			'failed: Supabase refused the row: invalid input syntax for type bigint: "x7"',
			'created',
		]);
		await call('set_up_workspace', { workspace_id: 'word', ...tenant });
		expect(spoken(await upsert(call, 'word', [row('8')]))).toEqual([
			'failed: Supabase refused the row: invalid input syntax for type bigint: "word"',
		]);
		const status = await call('get_status', { workspace_id: 'word' });
		expect(status.workspaces).toMatchObject([{ contacts: 0, failing: 1 }]);
		await db.drop();
	});
});

describe('contacts whose columns hold only short texts', () => {
	it('refuse what is too long instead of cutting it, row by row', async () => {
		const db = await freshDatabase({ migrated: false });
		await makeOldTables(db.sql, {
			workspace: 'text',
			stateWorkspace: 'text',
			crmId: 'varchar(4)',
			cursor: 'timestamptz',
		});
		await db.sql`alter table contacts alter firstname type varchar(30)`;
		await applyTexts(db.sql);
		const call = callerOf(db.sql);
		const rows = [row('12345'), row(' 6789 '), row('77', { firstname: 'A'.repeat(31) }), row('78')];
		expect(spoken(await upsert(call, '45963', rows))).toEqual([
			'failed: Supabase refused the row: value too long for type character varying(4)',
			'created',
			'failed: Supabase refused the row: value too long for type character varying(30)',
			'created',
		]);
		const written =
			await db.sql`select crm_id from contacts where crm_id in ('1234', '6789', '78')`;
		expect(written.map(({ crm_id }) => crm_id).sort()).toEqual(['6789', '78']);
		await db.drop();
	});
});
