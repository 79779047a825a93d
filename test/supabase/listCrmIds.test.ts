import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith, type Answer, type Call } from './support/callers';
import { applyTexts } from './support/migrations';
import { makeOldTables, oldWorkspace, uuidWorkspace, type OldTypes } from './support/oldSystem';
import { row, upsert } from './support/rows';
import { rowsRead } from './support/rowsRead';
import { newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

/** All pages of so many, one after the other. */
async function pages(asked: Call, workspace_id: string, limit: number): Promise<string[][]> {
	const found: string[][] = [];
	for (let after: unknown = null; found.length === 0 || after !== null; ) {
		const page: Answer = await asked('list_crm_ids', { workspace_id, after, limit });
		found.push(page.crm_ids as string[]);
		after = page.next;
	}
	return found;
}

describe("the ids of a workspace's contacts", () => {
	it('are none where there is no contact, or only such as were typed in by hand', async () => {
		const workspace_id = await newWorkspace(call);
		const nothing = { crm_ids: [], next: null };
		expect(await call('list_crm_ids', { workspace_id })).toEqual(nothing);
		await db.sql`
			insert into contacts (workspace_id, crm_id, phone) values
				(${workspace_id}, null, '312 555 0100'), (${workspace_id}, '', '312 555 0101')`;
		expect(await call('list_crm_ids', { workspace_id })).toEqual(nothing);
		expect(await call('list_crm_ids', { workspace_id: null })).toEqual(nothing);
	});

	it.each<[story: string, limit: number, pages: string[][]]>([
		['that hold all', 9, [['1', '10', '2', '30', '4']]],
		['that are full, with an empty one at the end', 5, [['1', '10', '2', '30', '4'], []]],
		['of two', 2, [['1', '10'], ['2', '30'], ['4']]],
		['of one at least', 0, [['1'], ['10'], ['2'], ['30'], ['4'], []]],
	])('come in pages %s', async (_story, limit, expected) => {
		const workspace = await newWorkspace(call);
		await upsert(
			call,
			workspace,
			['30', '4', '10', '1', '2'].map((id) => row(id)),
		);
		await upsert(call, await newWorkspace(call), [row('3')]);
		expect(await pages(call, workspace, limit)).toEqual(expected);
	});

	it('are each there once whoever comes or goes between two pages', async () => {
		const workspace_id = await newWorkspace(call);
		await upsert(
			call,
			workspace_id,
			['1', '2', '3'].map((id) => row(id)),
		);
		const first = await call('list_crm_ids', { workspace_id, limit: 2 });
		await db.sql`delete from contacts where workspace_id = ${workspace_id} and crm_id = '2'`;
		await upsert(call, workspace_id, [row('0')]);
		const second = await call('list_crm_ids', { workspace_id, after: first.next, limit: 2 });
		expect([first.crm_ids, second.crm_ids]).toEqual([['1', '2'], ['3']]);
	});

	it('read no more of the table than they give', async () => {
		const workspace_id = await newWorkspace(call);
		await db.sql`
			insert into contacts (workspace_id, crm_id)
			select ${workspace_id}, (100000 + n)::text from generate_series(1, 100000) as n`;
		await db.sql`analyze contacts`;
		const args = { workspace_id, after: '150000', limit: 500 };
		const read = await rowsRead(
			db.sql,
			'contacts',
			async (transaction) => await callWith(transaction, 'list_crm_ids', args),
		);
		expect(read.all).toBe(0);
		expect(read.found).toBeLessThanOrEqual(500);
	});
});

describe.each<[story: string, types: OldTypes, ids: string[][]]>([
	[
		'numbers',
		{ workspace: 'bigint', stateWorkspace: 'bigint', crmId: 'bigint', cursor: 'timestamptz' },
		[
			['1', '2'],
			['10', '30'],
		],
	],
	[
		'uuids for workspaces',
		{ workspace: 'uuid', stateWorkspace: 'text', cursor: 'timestamptz' },
		[
			['1', '10'],
			['2', '30'],
		],
	],
])('in a database of the old system with %s', (_story, types, ids) => {
	it('they come in the order of the column, and of a workspace that cannot be there are none', async () => {
		const old = await freshDatabase({ migrated: false });
		await makeOldTables(old.sql, types);
		await applyTexts(old.sql);
		const asked = callerOf(old.sql);
		const workspace = oldWorkspace(types);
		await upsert(asked, workspace, [row('30'), row('10')]);
		expect(await pages(asked, workspace, 2)).toEqual([...ids, []]);
		const elsewhere = workspace === uuidWorkspace ? 'no uuid' : 'no number';
		const answer = await asked('list_crm_ids', { workspace_id: elsewhere });
		expect(answer).toEqual({ crm_ids: [], next: null });
		await old.drop();
	});
});
