import type { Outage } from '../../demo/supabase/outage';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { restCall } from '../support/supabase/restCall';

let database: FreshDatabase;

beforeAll(async () => {
	database = await freshDatabase({ migrated: false });
	await database.sql.unsafe(`
		create table visits (id serial);
		create function visit() returns jsonb language sql as $$
			insert into visits default values; select to_jsonb(count(*)) from visits $$;
		create function look() returns jsonb language sql as $$ select to_jsonb(count(*)) from visits $$;
	`);
	await database.reloadSchema();
});
beforeEach(async () => {
	await database.repairApi();
	await database.sql`truncate visits`;
	await database.clearCalls();
});
afterAll(() => database.drop());

const call = async (name: string, patienceMs = 5_000) => {
	const answer = restCall(database.url, {
		path: `rpc/${name}`,
		body: {},
		apikey: database.secretKey,
	});
	const patience = new Promise<never>((_, reject) =>
		setTimeout(() => reject(new Error('no answer')), patienceMs).unref(),
	);
	return Promise.race([answer, patience]);
};

const visits = async () => (await database.sql`select id from visits`).length;

it.each<[story: string, outage: Outage, committed: number]>([
	['refuses connections', { kind: 'refuse' }, 0],
	['cuts the connection at once', { kind: 'reset' }, 0],
	['does the work and loses the answer', { kind: 'loseAnswer' }, 1],
])('%s', async (_story, outage, committed) => {
	await database.breakApi(outage);
	await expect(call('visit')).rejects.toThrow('fetch failed');
	expect(await visits()).toBe(committed);
	await database.repairApi();
	expect(await call('visit')).toMatchObject({ status: 200 });
});

it('never answers while it hangs, and answers again afterwards', async () => {
	await database.breakApi({ kind: 'hang' });
	await expect(call('visit', 300)).rejects.toThrow('no answer');
	await database.repairApi();
	expect(await call('visit')).toEqual({ status: 200, body: 1 });
});

it('answers with a page like a gateway, or with JSON like PostgREST', async () => {
	await database.breakApi({ kind: 'status', status: 502 });
	expect(await call('visit')).toEqual({ status: 502, body: expect.stringContaining('<html>') });
	const body = { code: 'PGRST002', message: 'Could not query the database for the schema cache.' };
	await database.breakApi({ kind: 'status', status: 503, body });
	expect(await call('visit')).toEqual({ status: 503, body });
	expect(await visits()).toBe(0);
});

it('answers late', async () => {
	await database.breakApi({ kind: 'delay', ms: 400 });
	const started = Date.now();
	expect(await call('visit')).toMatchObject({ status: 200 });
	expect(Date.now() - started).toBeGreaterThanOrEqual(390);
});

it('strikes only the requests that are meant', async () => {
	await database.breakApi({ kind: 'status', status: 500, path: 'rpc/visit', after: 1, times: 2 });
	const statuses: number[] = [];
	for (const name of ['visit', 'look', 'visit', 'look', 'visit', 'visit']) {
		statuses.push((await call(name)).status);
	}
	expect(statuses).toEqual([200, 200, 500, 200, 500, 200]);
	expect(await visits()).toBe(2);
});

it('notes every call, with null for an answer that was never given', async () => {
	await call('look');
	await call('nowhere');
	await database.breakApi({ kind: 'loseAnswer' });
	await call('visit').catch(() => undefined);
	expect(await database.calls()).toEqual([
		{
			at: expect.any(String),
			method: 'POST',
			path: '/rest/v1/rpc/look',
			status: 200,
			ms: expect.any(Number),
		},
		expect.objectContaining({ path: '/rest/v1/rpc/nowhere', status: 404 }),
		expect.objectContaining({ path: '/rest/v1/rpc/visit', status: null }),
	]);
});
