import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { row, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

it('recent contacts are the latest 100 changes of each workspace, newest first', async () => {
	const [busy, quiet] = [await newWorkspace(call), await newWorkspace(call)];
	await db.sql`insert into contacts (workspace_id, crm_id, firstname, updated_at)
		select ${busy}, n::text, 'F' || n, now() - n * interval '1 minute' from generate_series(1, 120) n
		union all select ${quiet}, '1', 'Alone', now() - interval '1 year'
		union all select ${quiet}, '2', 'Never', null`;
	const recent =
		await db.sql`select * from servicetitan_recent_contacts where workspace_id = ${busy}`;
	expect(recent.map(({ crm_id }) => Number(crm_id))).toEqual(
		Array.from({ length: 100 }, (_, place) => place + 1),
	);
	expect(Object.keys(recent[0] ?? {})).toEqual([
		'workspace_id',
		'crm_id',
		'firstname',
		'lastname',
		'phone',
		'email',
		'updated_at',
		'created_at',
	]);
	const alone =
		await db.sql`select firstname from servicetitan_recent_contacts where workspace_id = ${quiet}`;
	expect([...alone]).toEqual([{ firstname: 'Alone' }]);
});

it('contacts per hour tell created from updated', async () => {
	const workspace = await newWorkspace(call);
	await upsert(call, workspace, [row('1'), row('2'), row('3')]);
	await db.sql`update contacts set created_at = created_at - interval '3 hours', updated_at = updated_at - interval '3 hours'
		where workspace_id = ${workspace} and crm_id in ('1', '2')`;
	await upsert(call, workspace, [row('1', { firstname: 'New' })]);
	const hours = await db.sql`
		select created::int, updated::int from servicetitan_contacts_per_hour where workspace_id = ${workspace} order by hour`;
	expect([...hours]).toEqual([
		{ created: 2, updated: 0 },
		{ created: 1, updated: 1 },
	]);
});

it('they show to a visitor only what the contacts themselves would show', async () => {
	await db.sql`grant select on servicetitan_recent_contacts, contacts to authenticated`;
	const seen = await db.sql.begin(async (transaction) => {
		await transaction`set local role authenticated`;
		return transaction`select * from servicetitan_recent_contacts`;
	});
	expect([...seen]).toEqual([]);
});
