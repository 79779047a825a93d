import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { isAlive, waitUntilGone } from '../../demo/supabase/alive';
import { startSupabase, type StartOptions, type Supabase } from '../../demo/supabase/startSupabase';
import { testFolderPrefix } from '../support/supabase/abandonedFolders';
import { restCall } from '../support/supabase/restCall';

let dataDir: string;
const started: Supabase[] = [];

beforeEach(() => {
	dataDir = mkdtempSync(testFolderPrefix);
});
afterEach(async () => {
	for (const supabase of started.splice(0)) await supabase.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

async function start(more: Partial<StartOptions> = {}): Promise<Supabase> {
	const supabase = await startSupabase({ dataDir, ...more });
	started.push(supabase);
	return supabase;
}

async function onDatabase<T>(pgUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(pgUrl, { max: 1, onnotice: () => undefined });
	try {
		return await work(sql);
	} finally {
		await sql.end({ timeout: 2 });
	}
}

const keepsake = (pgUrl: string) =>
	onDatabase(pgUrl, async (sql) => {
		await sql`create table keepsake (id int)`;
		await sql`insert into keepsake values (42)`;
	});

const kept = (supabase: Supabase) =>
	restCall(supabase.url, { path: 'keepsake?select=id', apikey: supabase.secretKey });

describe('starting and stopping', () => {
	it('leaves nothing running after a stop, and finds databases and keys again', async () => {
		const first = await start({ durable: true });
		await keepsake(first.pgUrl);
		await keepsake(await first.createDatabase('n8n'));
		await first.stop();
		expect([isAlive(first.pid), isAlive(first.postgresPid)]).toEqual([false, false]);
		expect(existsSync(join(dataDir, 'server.pid'))).toBe(false);

		const second = await start({ durable: true });
		expect(await kept(second)).toEqual({ status: 200, body: [{ id: 42 }] });
		const n8n = await second.createDatabase('n8n');
		expect([...(await onDatabase(n8n, (sql) => sql`select id from keepsake`))]).toEqual([
			{ id: 42 },
		]);
		expect(second.secretKey).toBe(first.secretKey);
		expect(second.publishableKey).toBe(first.publishableKey);
	});

	it('goes around a port that is taken, and counts the calls it gets there', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		const supabase = await start({ port });
		expect(supabase.url).not.toContain(`:${port}`);
		await kept(supabase);
		expect(await supabase.calls()).toMatchObject([
			{ method: 'GET', path: '/rest/v1/keepsake?select=id', status: 404 },
		]);
		other.close();
	});

	it('keeps the port that is asked for, and applies each migration once, from start to start', async () => {
		const migrationsDir = mkdtempSync(join(dataDir, 'migrations-'));
		writeFileSync(join(migrationsDir, '20260101000000_first.sql'), 'create table one (id int);');
		const first = await start({ migrationsDir });
		await first.stop();
		writeFileSync(join(migrationsDir, '20260102000000_second.sql'), 'create table two (id int);');
		const second = await start({ migrationsDir, port: Number(new URL(first.url).port) });
		expect(second.url).toBe(first.url);
		expect([first.applied, second.applied]).toEqual([
			['20260101000000_first.sql'],
			['20260102000000_second.sql'],
		]);
	});
});

describe('started by root', () => {
	const asRoot = process.getuid?.() === 0 ? it : it.skip;

	asRoot(
		'runs PostgreSQL as somebody else, also from a home that is closed to others',
		async () => {
			const inside = join(dataDir, 'inside'); // mkdtemp closes the folder around it
			const first = await start({ dataDir: inside });
			expect(statSync(`/proc/${first.postgresPid}`).uid).not.toBe(0);
			await keepsake(first.pgUrl);
			await first.stop();
			expect(await kept(await start({ dataDir: inside }))).toEqual({
				status: 200,
				body: [{ id: 42 }],
			});
			const elsewhere = readFileSync(join(inside, 'postgres', 'moved-to'), 'utf8');
			await started.at(-1)?.stop();
			rmSync(dirname(elsewhere), { recursive: true });
		},
	);
});

describe('what cannot start says why', () => {
	it('a folder that another server uses', async () => {
		const { pid, postgresPid } = await start();
		await expect(start()).rejects.toThrow(`in use by another embedded Supabase (process ${pid})`);
		expect(isAlive(postgresPid)).toBe(true);
	});

	it('a database whose keys are gone', async () => {
		mkdirSync(join(dataDir, 'postgres'));
		writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17');
		await expect(start()).rejects.toThrow('keys.json is missing');
	});

	it('a migration the database refuses: its file is named, and nothing stays behind', async () => {
		const migrationsDir = mkdtempSync(join(dataDir, 'migrations-'));
		writeFileSync(
			join(migrationsDir, '20260101000000_broken.sql'),
			'create table one (id nonsense);',
		);
		await expect(start({ migrationsDir })).rejects.toThrow(
			/20260101000000_broken\.sql: type "nonsense" does not exist/,
		);
		expect(existsSync(join(dataDir, 'server.pid'))).toBe(false);
		expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
	});
});

describe('kill -9', () => {
	it('of PostgreSQL ends the server; the next start has every row', async () => {
		const first = await start({ durable: true });
		await keepsake(first.pgUrl);
		process.kill(first.postgresPid, 'SIGKILL');
		await first.ended;
		expect(await kept(await start({ durable: true }))).toEqual({ status: 200, body: [{ id: 42 }] });
	});

	it('of the server ends its PostgreSQL; the next start has every row', async () => {
		const first = await start();
		await keepsake(first.pgUrl);
		process.kill(first.pid, 'SIGKILL');
		expect(await waitUntilGone(first.postgresPid, 10_000)).toBe(true);
		expect(await kept(await start())).toEqual({ status: 200, body: [{ id: 42 }] });
	});

	it('of whoever started it ends the server and its PostgreSQL', async () => {
		const holder = await hold();
		process.kill(holder.parent, 'SIGKILL');
		expect(await waitUntilGone(holder.pid, 10_000)).toBe(true);
		expect(isAlive(holder.postgresPid)).toBe(false);
	});

	it('of both leaves PostgreSQL alone, and the next start takes over from it', async () => {
		const holder = await hold();
		process.kill(holder.pid, 'SIGSTOP'); // so that it cannot notice its parent's end
		process.kill(holder.parent, 'SIGKILL');
		process.kill(holder.pid, 'SIGKILL');
		await waitUntilGone(holder.pid, 5_000);
		expect(isAlive(holder.postgresPid)).toBe(true);
		expect((await kept(await start())).status).toBe(404);
		expect(isAlive(holder.postgresPid)).toBe(false);
	});
});

/** An embedded Supabase in `dataDir`, started by a process of its own. */
async function hold(): Promise<{ parent: number; pid: number; postgresPid: number }> {
	const script = join(__dirname, '../support/supabase/holdSupabase.ts');
	const child = spawn(
		process.execPath,
		['--require', require.resolve('tsx/cjs'), script, dataDir],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	const [line] = await once(child.stdout, 'data');
	return { parent: child.pid ?? 0, ...JSON.parse(String(line)) };
}
