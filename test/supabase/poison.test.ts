import { randomBytes } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith, type Call } from './support/callers';
import { at, row, upsert } from './support/rows';
import { handedOut, newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
	await db.sql.unsafe(`
		create table towns (name text primary key);
		insert into towns values ('Chicago');
		alter table contacts add short varchar(3), add code int, add town text references towns deferrable initially deferred;
		alter table contacts add motto text;
		create index on contacts (motto);
		alter table contacts add constraint small_code check (code < 10), add constraint one_code unique (workspace_id, code);
		create function refuse() returns trigger language plpgsql as $$
		begin
			if new.firstname like 'sleep%' then perform pg_sleep(5); end if;
			if new.firstname like 'state %' then
				raise exception 'Our rule says no' using errcode = split_part(new.firstname, ' ', 2);
			end if;
			if new.firstname = 'held' then return null; end if;
			return new;
		end $$;
		create trigger refuse before insert or update on contacts for each row execute function refuse();`);
});
afterAll(() => db.drop());

const thousand = (change: (n: number) => object) =>
	Array.from({ length: 1000 }, (_, n) => row(String(n + 1), change(n + 1)));
const poison = { columns: { short: 'too long' } };
const healthy = { columns: { short: 'ok' } };

describe('a row whose data is refused', () => {
	it.each<[story: string, spoilt: object, sqlstate: string | null, reason: string]>([
		[
			'too long for a column',
			{ columns: { short: 'abcd' } },
			'22001',
			'value too long for type character varying(3)',
		],
		['no number', { columns: { code: 'x' } }, '22P02', 'invalid input syntax for type integer'],
		[
			'against a check',
			{ columns: { code: 11 } },
			'23514',
			'violates check constraint "small_code"',
		],
		[
			'against a unique key',
			{ columns: { code: 1 } },
			'23505',
			'duplicate key value violates unique constraint "one_code"',
		],
		[
			'against a foreign key that waits for the commit',
			{ columns: { town: 'Atlantis' } },
			'23503',
			'violates foreign key constraint',
		],
		["refused by the user's trigger", { firstname: 'state P0001' }, 'P0001', 'Our rule says no'],
		[
			"refused by the user's trigger with a code of its own",
			{ firstname: 'state 22999' },
			'22999',
			'Our rule says no',
		],
		[
			'too large for an index',
			{ columns: { motto: randomBytes(20_000).toString('base64') } },
			'54000',
			'index row',
		],
		['held back by a trigger', { firstname: 'held' }, null, 'a trigger on contacts held it back'],
		[
			'of a moment that does not exist',
			{ source_read_at: 'soon' },
			'22007',
			'invalid input syntax for type timestamp',
		],
	])('fails alone: %s', async (_story, spoilt, sqlstate, reason) => {
		const workspace = await newWorkspace(call);
		const taken = row('1', { columns: { code: 1 } });
		const answer = await upsert(call, workspace, [taken, row('2', spoilt), row('3')]);
		expect(answer.counts).toMatchObject({ created: 2, failed: 1 });
		expect(answer.rows[1]).toMatchObject({ crm_id: '2', outcome: 'failed', contact_id: null });
		expect(answer.rows[1]?.reason).toContain(reason);
		const failures =
			await db.sql`select * from servicetitan_sync_failures where workspace_id = ${workspace}`;
		expect(failures).toMatchObject([
			{ crm_id: '2', reason: answer.rows[1]?.reason, sqlstate, attempts: 1, status: 'open' },
		]);
		const written =
			await db.sql`select crm_id from contacts where workspace_id = ${workspace} order by 1`;
		expect([...written]).toEqual([{ crm_id: '1' }, { crm_id: '3' }]);
	});

	it('one in 1,000: the others are written, each outcome at its place', async () => {
		const workspace = await newWorkspace(call);
		const answer = await upsert(
			call,
			workspace,
			thousand((n) => (n === 777 ? poison : healthy)),
		);
		expect(answer.counts).toMatchObject({ created: 999, failed: 1 });
		expect(answer.rows.map(({ crm_id }) => crm_id)).toEqual(
			Array.from({ length: 1000 }, (_, n) => String(n + 1)),
		);
		expect(answer.rows[776]).toMatchObject({ outcome: 'failed', sqlstate: '22001' });
	});

	it('all of 1,000: nothing is written, everything is kept to be tried again', async () => {
		const workspace = await newWorkspace(call);
		const answer = await upsert(
			call,
			workspace,
			thousand(() => poison),
		);
		expect(answer.counts).toMatchObject({ created: 0, failed: 1000 });
		const kept =
			await db.sql`select count(*)::int as n from servicetitan_sync_failures where workspace_id = ${workspace}`;
		expect([...kept]).toEqual([{ n: 1000 }]);
	});

	it('is tried again ever later, at most a day, and forgotten once it is settled', async () => {
		const workspace = await newWorkspace(call);
		const waits: unknown[] = [];
		for (let times = 1; times <= 9; times += 1) {
			await upsert(call, workspace, [row('1', poison)]);
			const [failure] = await db.sql`
				select attempts, extract(epoch from next_attempt_at - last_failed_at)::int / 60 as minutes,
					first_failed_at <= last_failed_at as in_order
				from servicetitan_sync_failures where workspace_id = ${workspace}`;
			expect(failure).toMatchObject({ attempts: times, in_order: true });
			waits.push(failure?.minutes);
		}
		expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
		await upsert(call, workspace, [row('1')]);
		expect([
			...(await db.sql`select * from servicetitan_sync_failures where workspace_id = ${workspace}`),
		]).toEqual([]);
	});

	it('stays kept when an older copy of it in the same batch is merely skipped', async () => {
		const workspace = await newWorkspace(call);
		const answer = await upsert(call, workspace, [
			row('1'),
			row('1', { ...poison, source_modified_on: at(5) }),
		]);
		expect(answer.counts).toMatchObject({ skipped: 1, failed: 1 });
		const kept =
			await db.sql`select crm_id from servicetitan_sync_failures where workspace_id = ${workspace}`;
		expect([...kept]).toEqual([{ crm_id: '1' }]);
	});

	it('that was given up as gone is open again when it fails again', async () => {
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [row('1', poison)]);
		await db.sql`update servicetitan_sync_failures set status = 'gone' where workspace_id = ${workspace}`;
		await upsert(call, workspace, [row('1', poison)]);
		const kept =
			await db.sql`select status from servicetitan_sync_failures where workspace_id = ${workspace}`;
		expect([...kept]).toEqual([{ status: 'open' }]);
	});

	it('is acknowledged like the others, so that the run finishes, and joins the next one', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2']);
		const answer = await upsert(call, workspace, [row('1', poison), row('2')], {
			run_id,
			options: { finish: 'when_all_arrived' },
		});
		expect(answer.run).toMatchObject({
			outcome: 'finished',
			run: { status: 'completed_with_failures', failed: 1 },
			failed_rows: [{ crm_id: '1', reason: expect.stringContaining('value too long') }],
		});
		await db.sql`update servicetitan_sync_failures set next_attempt_at = now() where workspace_id = ${workspace}`;
		expect((await start(call, workspace)).answer).toMatchObject({ retries: ['1'], failing: 1 });
	});
});

describe('what is not the fault of the data goes on to the caller, and no row is called failed', () => {
	const nothingKept = async (workspace: string) => {
		const contacts = await db.sql`select * from contacts where workspace_id = ${workspace}`;
		const failures =
			await db.sql`select * from servicetitan_sync_failures where workspace_id = ${workspace}`;
		expect([contacts.length, failures.length]).toEqual([0, 0]);
	};

	it('a statement that takes too long', async () => {
		const workspace = await newWorkspace(call);
		const slow = db.sql.begin(async (transaction) => {
			await transaction`set local role service_role`;
			await transaction`set local statement_timeout = '500ms'`;
			return callWith(transaction, 'upsert_contacts', {
				workspace_id: workspace,
				rows: [row('1'), row('2', { firstname: 'sleep' })],
			});
		});
		await expect(slow).rejects.toMatchObject({ code: '57014' });
		await nothingKept(workspace);
	});

	it('a statement that takes too long while bad rows are being taken apart', async () => {
		const workspace = await newWorkspace(call);
		const slow = db.sql.begin(async (transaction) => {
			await transaction`set local role service_role`;
			await transaction`set local statement_timeout = '500ms'`;
			return callWith(transaction, 'upsert_contacts', {
				workspace_id: workspace,
				rows: [row('1', poison), row('2', { firstname: 'sleep' })],
			});
		});
		await expect(slow).rejects.toMatchObject({ code: '57014' });
		await nothingKept(workspace);
	});

	it.each([
		['a deadlock', '40P01'],
		['a serialization failure', '40001'],
		['a full disk', '53100'],
		['no memory', '53200'],
		['a function that is missing', '42883'],
		['a right that is missing', '42501'],
	])('%s', async (_story, code) => {
		const workspace = await newWorkspace(call);
		const rows = [row('1'), row('2', { firstname: `state ${code}` })];
		await expect(upsert(call, workspace, rows)).rejects.toMatchObject({ code });
		await nothingKept(workspace);
	});

	it('a real deadlock between a batch and somebody else', async () => {
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [row('1'), row('2')]);
		const other = await db.sql.reserve();
		const touch = (crm_id: string) =>
			other`update contacts set lastname = 'Theirs' where workspace_id = ${workspace} and crm_id = ${crm_id}`;
		await other`begin`;
		await touch('2');
		const batch = upsert(call, workspace, [
			row('1', { firstname: 'Next' }),
			row('2', { firstname: 'Next' }),
		]).then(
			() => 'written',
			(failure: { code: string }) => failure.code,
		);
		await new Promise((resolve) => setTimeout(resolve, 200));
		const theirs = await touch('1').then(
			() => 'written',
			(failure: { code: string }) => failure.code,
		);
		await (theirs === 'written' ? other`commit` : other`rollback`);
		other.release();
		// PostgreSQL ends one of the two; whichever it is, no row counts as failed.
		expect([await batch, theirs].sort()).toEqual(['40P01', 'written']);
		const kept =
			await db.sql`select * from servicetitan_sync_failures where workspace_id = ${workspace}`;
		expect([...kept]).toEqual([]);
	});
});
