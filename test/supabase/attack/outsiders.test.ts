import { restCall } from '../../support/supabase/restCall';
import { dump } from './support/dump';
import { soundCalls } from './support/functions';
import { openScene, type Scene } from './support/scene';

/** Those who hold no secret key: a visitor with the publishable key, and a person who is signed in. */
const outsiders = ['anon', 'authenticated'];

const tables = [
	'contacts',
	'servicetitan_sync_state',
	'servicetitan_sync_runs',
	'servicetitan_sync_failures',
	'servicetitan_sync_handed_out',
	'servicetitan_sync_incidents',
	'servicetitan_sync_delivered',
	'servicetitan_sync_batches',
	'servicetitan_sync_staged',
];
const relations = [...tables, 'servicetitan_recent_contacts', 'servicetitan_contacts_per_hour'];

let scene: Scene;
beforeAll(async () => {
	scene = await openScene();
});
afterAll(() => scene.db.drop());

/** What the statement comes to in that role: the SQLSTATE, or `done`. Whatever it did is undone. */
const inRole = (role: string, statement: string): Promise<string> =>
	scene.db.sql
		.begin(async (transaction) => {
			await transaction.unsafe(`set local role ${role}`);
			await transaction.unsafe(statement);
			throw Object.assign(new Error(), { code: 'done' });
		})
		.catch((reason: { code: string }) => reason.code) as Promise<string>;

/** Every function of ours, also those that only ours call, with nulls of the right types. */
async function everyFunction(): Promise<string[]> {
	const rows = await scene.db.sql<Array<{ call: string }>>`
		select format('select servicetitan_%s(%s)', substr(p.proname, 14), coalesce((
			select string_agg(format('null::%s', format_type(t.type, null)), ', ' order by t.n)
			from unnest(p.proargtypes::oid[]) with ordinality as t(type, n)), '')) as call
		from pg_proc p where p.proname like 'servicetitan\\_%' order by 1`;
	return rows.map(({ call }) => call);
}

it('no table or view of ours is missing in this list', async () => {
	const found = await scene.db.sql<Array<{ name: string }>>`
		select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f')`;
	expect(found.map(({ name }) => name).sort()).toEqual([...relations].sort());
});

describe.each(outsiders)('%s', (role) => {
	it('may execute no function, not even those that only our functions call', async () => {
		const calls = await everyFunction();
		expect(calls.length).toBeGreaterThan(soundCalls(scene.bystander).length);
		const answers = await Promise.all(calls.map(async (call) => [call, await inRole(role, call)]));
		expect(answers).toEqual(calls.map((call) => [call, '42501']));
	});

	it.each(relations)('reads and writes nothing in %s', async (relation) => {
		const statements = [
			`select * from ${relation}`,
			`select count(*) from ${relation}`,
			`insert into ${relation} (workspace_id) values ('bystander')`,
			`update ${relation} set workspace_id = 'mine'`,
			`delete from ${relation}`,
			`truncate ${relation}`,
			`create trigger mine before insert on ${relation} execute function suppress_redundant_updates_trigger()`,
			`alter table ${relation} add mine text`,
			`lock table ${relation}`,
		];
		for (const statement of statements) {
			expect([statement, await inRole(role, statement)]).toEqual([
				statement,
				// 42809, 42703, 55000: a view cannot do this for anybody.
				expect.stringMatching(/^(42501|42809|42703|55000)$/),
			]);
		}
	});

	it('cannot put a function or table of its own in front of ours', async () => {
		expect(await inRole(role, 'create table public.mine ()')).toBe('42501');
		expect(
			await inRole(
				role,
				`create function public.servicetitan_moment(text, int) returns int language sql as 'select 1'`,
			),
		).toBe('42501');
	});
});

describe('over the wire', () => {
	const keys: Array<[story: string, key: () => string | null, bearer?: string]> = [
		['the publishable key', () => scene.db.publishableKey],
		['no key', () => null],
		['a key that is none', () => "' or '1'='1"],
	];

	it.each(keys)(
		'with %s every function, table and view is refused, and nothing changes',
		async (_story, key) => {
			const before = await dump(scene.db.sql);
			const paths: Array<[path: string, body?: unknown]> = [
				...soundCalls(scene.bystander).map(({ name, args }): [string, unknown] => [
					`rpc/servicetitan_${name}`,
					args,
				]),
				['rpc/servicetitan_write_rows', { p_workspace_id: 'bystander', p_rows: [] }],
				['rpc/servicetitan_store_cursor', { p_workspace_id: 'bystander', p_cursor: null }],
				['rpc/servicetitan_forget_reading', { p_workspace_id: 'bystander', p_backward: true }],
				...relations.map((name): [string] => [`${name}?select=*`]),
				...tables.map((name): [string, unknown] => [name, { workspace_id: 'bystander' }]),
			];
			for (const [path, body] of paths) {
				const answer = await restCall(scene.db.url, { path, body, apikey: key() });
				expect(JSON.stringify(answer.body)).not.toMatch(/Lovelace|410387862|token|running/);
			}
			expect(await dump(scene.db.sql)).toEqual(before);
		},
	);
});
