import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, spoken, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
let workspace: string;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
	await db.sql.unsafe(`
		create domain percent as int check (value between 0 and 100);
		alter table contacts
			add visits int, add score percent, add since date, add tags text[], add details json, add place point,
			add "Odd ""name" text default 'as it was', add short varchar(3), add price numeric(10, 2),
			add full_name text generated always as (firstname || ' ' || lastname) stored`);
});
beforeEach(async () => {
	workspace = await newWorkspace(call);
});
afterAll(() => db.drop());

const columns = async (crm_id = '1') => {
	const [found] =
		await db.sql`select * from contacts where workspace_id = ${workspace} and crm_id = ${crm_id}`;
	return found ?? {};
};

it('are named with their types, without those that nobody may fill', async () => {
	expect(await call('contact_columns')).toEqual({
		columns: [
			{ name: 'visits', type: 'integer', nullable: true },
			{ name: 'score', type: 'percent', nullable: true },
			{ name: 'since', type: 'date', nullable: true },
			{ name: 'tags', type: 'text[]', nullable: true },
			{ name: 'details', type: 'json', nullable: true },
			{ name: 'place', type: 'point', nullable: true },
			{ name: 'Odd "name', type: 'text', nullable: true },
			{ name: 'short', type: 'character varying(3)', nullable: true },
			{ name: 'price', type: 'numeric(10,2)', nullable: true },
		],
	});
});

it('are filled from whatever JSON has, and the same again changes nothing', async () => {
	const filled = row('1', {
		columns: {
			visits: '7',
			score: 50,
			since: '2026-07-01',
			tags: ['a', 'b'],
			details: { a: [1] },
			place: '(1,2)',
			'Odd "name': 5,
			price: 12.345,
		},
	});
	expect(spoken(await upsert(call, workspace, [filled]))).toEqual(['created']);
	expect(await columns()).toMatchObject({
		visits: 7,
		score: 50,
		tags: ['a', 'b'],
		details: { a: [1] },
		'Odd "name': '5',
		price: '12.35',
		full_name: 'Ada Lovelace',
	});
	expect(spoken(await upsert(call, workspace, [filled]))).toEqual(['unchanged']);
	const changed = { ...filled, columns: { ...filled.columns, tags: ['a'] } };
	expect(spoken(await upsert(call, workspace, [changed]))).toEqual(['updated']);
	expect(await columns()).toMatchObject({ tags: ['a'], visits: 7 });
});

it('that are not filled are never touched, and keep their default in a new row', async () => {
	await upsert(call, workspace, [row('1', { columns: { visits: 1, short: 'abc' } }), row('2')]);
	expect(await columns('1')).toMatchObject({ visits: 1, short: 'abc', 'Odd "name': 'as it was' });
	expect(await columns('2')).toMatchObject({ visits: null, 'Odd "name': 'as it was' });
	await db.sql`update contacts set since = '2026-01-01' where workspace_id = ${workspace}`;
	const later = { source_modified_on: at(9) };
	const answer = await upsert(call, workspace, [
		row('1', { ...later, columns: { visits: 2 } }),
		row('2', { ...later, columns: { short: 'x' } }),
		row('3', { columns: { visits: null } }),
	]);
	expect(spoken(answer)).toEqual(['updated', 'updated', 'created']);
	expect(await columns('1')).toMatchObject({ visits: 2, short: 'abc', since: expect.any(Date) });
	expect(await columns('2')).toMatchObject({ visits: null, short: 'x', since: expect.any(Date) });
});

it('may have any name, those that the writing statement uses itself included', async () => {
	const names = [
		'active',
		'ord',
		'raw',
		'n',
		'r',
		'e',
		'f',
		'further_1',
		'custom_fields',
		'verdict',
	];
	await db.sql.unsafe(`alter table contacts ${names.map((name) => `add ${name} text`).join(', ')}`);
	const valued = (word: string) =>
		Object.fromEntries(names.map((name) => [name, `${word} ${name}`]));
	const filled = row('1', { columns: valued('first') });
	expect(spoken(await upsert(call, workspace, [filled]))).toEqual(['created']);
	expect(await columns()).toMatchObject(valued('first'));
	expect(spoken(await upsert(call, workspace, [filled]))).toEqual(['unchanged']);
	const again = row('1', { columns: valued('second') });
	expect(spoken(await upsert(call, workspace, [again]))).toEqual(['updated']);
	expect(await columns()).toMatchObject({ ...valued('second'), firstname: 'Ada' });
});

it('null empties them', async () => {
	await upsert(call, workspace, [row('1', { columns: { visits: 1 } })]);
	await upsert(call, workspace, [row('1', { columns: { visits: null } })]);
	expect(await columns()).toMatchObject({ visits: null });
});

it.each<[story: string, filled: Record<string, unknown>, reason: RegExp]>([
	['that contacts does not have', { shoe_size: 9 }, /^failed: contacts has no column shoe_size$/],
	[
		'that the sync keeps itself',
		{ email: 'x' },
		/^failed: contacts has no column email that can be filled/,
	],
	[
		'of the same row in another workspace',
		{ workspace_id: '1' },
		/^failed: contacts has no column workspace_id/,
	],
	['that PostgreSQL computes', { full_name: 'x' }, /^failed: contacts has no column full_name/],
	[
		'too short for the value',
		{ short: 'abcd' },
		/^failed: Supabase refused the row: value too long/,
	],
	[
		'of numbers, with a word',
		{ visits: 'often' },
		/^failed: Supabase refused the row: invalid input syntax for type integer/,
	],
	[
		'of a domain whose check says no',
		{ score: 101 },
		/^failed: Supabase refused the row: value for domain percent/,
	],
	[
		'named like an attack',
		{ 'visits = 1; drop table contacts; --': 1 },
		/^failed: contacts has no column/,
	],
])('a column %s fails its row alone', async (_story, filled, reason) => {
	const answer = await upsert(call, workspace, [row('1'), row('2', { columns: filled }), row('3')]);
	expect(spoken(answer)).toEqual(['created', expect.stringMatching(reason), 'created']);
	expect(await columns('2')).toEqual({});
});
