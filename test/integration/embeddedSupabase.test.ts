import { createClient } from '@supabase/supabase-js';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { restCall, type RestAnswer } from '../support/supabase/restCall';

const schema = `
	create table animals (id int primary key, name text not null, traits jsonb, seen timestamptz);
	create function describe_value(p jsonb, q text default null) returns jsonb language sql as $$
		select jsonb_build_object('type', jsonb_typeof(p), 'value', p, 'q', q, 'role', current_user::text) $$;
	create function fail_with(code text, words text) returns jsonb language plpgsql as $$
		begin raise exception using errcode = code, message = words, detail = 'the detail', hint = 'the hint'; end $$;
	create function just_raise() returns jsonb language plpgsql as $$ begin raise exception 'no %', 'way'; end $$;
	create function to_number(p text) returns jsonb language sql as $$ select to_jsonb(p::int) $$;
	create function read_nowhere() returns jsonb language plpgsql as $$
		begin return (select count(*) from nowhere); end $$;
	create function insert_twice() returns jsonb language plpgsql as $$
		begin insert into animals (id, name) values (7, 'a'), (7, 'b'); return 'null'; end $$;
	create function nap(seconds float) returns jsonb language plpgsql as $$
		begin perform pg_sleep(seconds); return 'true'; end $$;
	create function for_service_only() returns jsonb language sql as $$ select '"served"'::jsonb $$;
	revoke execute on function for_service_only from PUBLIC, anon, authenticated;
	create table closed (id int);
	revoke all on closed from anon, authenticated;
	alter table closed enable row level security;
`;

let database: FreshDatabase;

beforeAll(async () => {
	database = await freshDatabase({ migrated: false, statementTimeoutMs: 1_000 });
	await database.sql.unsafe(schema);
	await database.reloadSchema();
});
afterAll(() => database.drop());

const ask = (path: string, body?: unknown, apikey: string | null = database.secretKey) =>
	restCall(database.url, { path, body, apikey });

describe('a function called through the API', () => {
	it.each<[story: string, value: unknown, type: string]>([
		['an object', { a: [1, null, { b: 'ü "quoted" \\' }] }, 'object'],
		['an array', [1, 'two'], 'array'],
		['an empty array', [], 'array'],
		['a text', 'plain', 'string'],
		['a number', 3.5, 'number'],
		['a boolean', false, 'boolean'],
	])('gets %s as jsonb, encoded once', async (_story, value, type) => {
		const answer = await ask('rpc/describe_value', { p: value, q: 'x' });
		expect(answer).toEqual({
			status: 200,
			body: { type, value, q: 'x', role: 'service_role' },
		});
	});

	it('gets 10,000 rows in one argument', async () => {
		const rows = Array.from({ length: 10_000 }, (_, id) => ({
			crm_id: String(id),
			name: 'Jane Doe',
		}));
		const { body } = await ask('rpc/describe_value', { p: rows });
		expect(body).toMatchObject({ type: 'array', value: rows });
	});

	it('is called by supabase-js as by hand', async () => {
		// Node 20 has no WebSocket, which createClient asks for although nothing here listens.
		const transport = class {} as unknown as typeof WebSocket;
		const client = createClient(database.url, database.secretKey, { realtime: { transport } });
		const { data, error } = await client.rpc('describe_value', { p: { rows: [{ id: 1 }] } });
		expect(error).toBeNull();
		expect(data).toMatchObject({ type: 'object', value: { rows: [{ id: 1 }] } });
	});

	it('serves fifty at once', async () => {
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, n) => ask('rpc/describe_value', { p: n })),
		);
		expect(answers.map(({ body }) => (body as { value: number }).value)).toEqual(
			Array.from({ length: 50 }, (_, n) => n),
		);
	});
});

describe('a failure in the database', () => {
	it.each<[sqlState: string, status: number]>([
		['P0001', 400],
		['P0002', 500],
		['22023', 400],
		['23505', 409],
		['23503', 409],
		['23514', 400],
		['21000', 500],
		['40001', 500],
		['40P01', 500],
		['42P01', 404],
		['42501', 403],
		['53300', 503],
		['53400', 500],
		['55P03', 500],
		['57014', 500],
		['XX000', 500],
		['PT409', 409],
	])('raised as %s is answered with %i and everything it says', async (sqlState, status) => {
		expect(await ask('rpc/fail_with', { code: sqlState, words: 'because' })).toEqual({
			status,
			body: { code: sqlState, message: 'because', details: 'the detail', hint: 'the hint' },
		});
	});

	it.each<[story: string, name: string, body: unknown, status: number, code: string]>([
		['a plain RAISE', 'just_raise', {}, 400, 'P0001'],
		['text where a number should be', 'to_number', { p: 'seven' }, 400, '22P02'],
		['a missing table inside', 'read_nowhere', {}, 404, '42P01'],
		['a duplicate key', 'insert_twice', {}, 409, '23505'],
		['a statement that takes too long', 'nap', { seconds: 5 }, 500, '57014'],
		['NUL inside a text', 'describe_value', { p: { a: '\u0000' } }, 400, '22P05'],
		['half a surrogate pair', 'describe_value', '{"p":{"a":"\\ud800"}}', 400, '22P02'],
		['a function that is not there', 'nothing_here', { p: 1 }, 404, 'PGRST202'],
		['an argument nobody declared', 'describe_value', { wrong: 1 }, 404, 'PGRST202'],
		['a body that is no JSON', 'describe_value', '{"p":', 400, 'PGRST102'],
	])('%s has its code', async (_story, name, body, status, code) => {
		const answer = await ask(`rpc/${name}`, body);
		expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
	});
});

describe('keys and roles', () => {
	const denied = expect.objectContaining({ code: '42501' });

	it('makes the publishable key anon, and anon may not what was revoked from it', async () => {
		const as = database.publishableKey;
		expect((await ask('rpc/describe_value', { p: 1 }, as)).body).toMatchObject({ role: 'anon' });
		expect(await ask('rpc/for_service_only', {}, as)).toEqual({ status: 401, body: denied });
		expect(await ask('closed?select=id', undefined, as)).toEqual({ status: 401, body: denied });
	});

	it('lets the secret key through row level security and revoked rights', async () => {
		expect(await ask('rpc/for_service_only', {})).toEqual({ status: 200, body: 'served' });
		expect(await ask('closed?select=id')).toEqual({ status: 200, body: [] });
	});

	it.each([
		['a wrong key', 'sb_secret_wrong'],
		['no key', null],
	])('answers 401 to %s', async (_story, key) => {
		expect((await ask('rpc/describe_value', { p: 1 }, key)).status).toBe(401);
	});
});

describe('tables', () => {
	it('inserts and selects', async () => {
		const cat = { id: 1, name: 'Cat', traits: { legs: 4 }, seen: '2026-07-01T12:00:00.123456Z' };
		expect((await ask('animals', [cat])).status).toBe(201);
		expect(await ask('animals?select=id,name,traits,seen&id=eq.1')).toEqual({
			status: 200,
			body: [{ ...cat, seen: '2026-07-01T12:00:00.123456+00:00' }],
		});
	});

	it.each<[story: string, path: string, body: unknown, status: number, code: string]>([
		['an unknown table', 'unicorns?select=id', undefined, 404, 'PGRST205'],
		['an unknown column', 'animals?select=wings', undefined, 400, '42703'],
		['an unknown column in a row', 'animals', { id: 2, wings: 2 }, 400, 'PGRST204'],
		['a missing value', 'animals', { id: 3 }, 400, '23502'],
	])('%s has its code', async (_story, path, body, status, code) => {
		const answer = await ask(path, body);
		expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
	});

	it('shows the public schema only', async () => {
		const call = { path: 'animals', apikey: database.secretKey };
		const headers = { 'accept-profile': 'supabase_migrations' };
		expect(await restCall(database.url, { ...call, headers })).toMatchObject({
			status: 406,
			body: { code: 'PGRST106' },
		});
	});
});

describe('databases', () => {
	it('do not see each other', async () => {
		const other = await freshDatabase({ migrated: false });
		try {
			await other.sql`create table only_here (id int)`;
			await other.reloadSchema();
			const call = { path: 'only_here', apikey: other.secretKey };
			expect((await restCall(other.url, call)).status).toBe(200);
			expect((await restCall(database.url, call)).status).toBe(404);
			expect(await other.calls()).toHaveLength(1);
		} finally {
			await other.drop();
		}
	});

	it('show a new function without being told, by the notice of the database', async () => {
		await database.sql`create function born_late() returns jsonb language sql as $$ select '1'::jsonb $$`;
		let answer: RestAnswer;
		const deadline = Date.now() + 5_000;
		do answer = await ask('rpc/born_late', {});
		while (answer.status === 404 && Date.now() < deadline);
		expect(answer).toEqual({ status: 200, body: 1 });
	});

	it('can show another schema', async () => {
		const other = await freshDatabase({ migrated: false, schemas: ['crm'] });
		try {
			await other.sql.unsafe(
				'create schema crm; grant usage on schema crm to service_role; create table crm.t (id int); grant all on crm.t to service_role',
			);
			await other.reloadSchema();
			const headers = { 'accept-profile': 'crm' };
			const call = { path: 't', apikey: other.secretKey, headers };
			expect(await restCall(other.url, call)).toEqual({ status: 200, body: [] });
		} finally {
			await other.drop();
		}
	});
});
