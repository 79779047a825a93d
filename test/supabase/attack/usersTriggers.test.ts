import { row, spoken, upsert } from '../support/rows';
import { handedOut, newWorkspace } from '../support/runs';
import { spokenOf } from './support/answered';
import { dump } from './support/dump';
import { openScene, type Scene } from './support/scene';

/** What owners do to their own tables, of which the sync knows nothing. */
let scene: Scene;
let workspace: string;
beforeAll(async () => {
	scene = await openScene();
	await scene.db.sql.unsafe(`
		alter table contacts add slug text default 'none', add size int generated always as (length(firstname)) stored;
		create function meddle() returns trigger language plpgsql as $$
		begin
			if new.firstname like 'state %' then
				raise exception 'Our rule says no' using errcode = split_part(new.firstname, ' ', 2);
			elsif new.firstname = 'case' then
				case new.lastname when 'nobody' then null; end case;
			elsif new.firstname = 'assert' then
				assert false, 'Our rule says no';
			elsif new.firstname = 'strict' then
				select generate_series(1, 2) into strict new.slug;
			elsif new.firstname = 'divides' then
				new.slug := 1 / (length(new.lastname) - length(new.lastname));
			elsif new.firstname = 'path' then
				perform set_config('search_path', 'pg_temp, pg_catalog', false);
			elsif new.firstname = 'moves' then
				new.workspace_id := 'bystander';
			end if;
			return new;
		end $$;
		create trigger meddle before insert or update on contacts for each row execute function meddle();`);
});
beforeEach(async () => {
	workspace = await newWorkspace(scene.call);
});
afterAll(() => scene.db.drop());

describe('a trigger of the owner that refuses one row', () => {
	it.each<[story: string, firstname: string]>([
		['as PostgreSQL does by default', 'state P0001'],
		['with a code that only its owner knows', 'state MYAPP'],
		['with a code of digits that only its owner knows', 'state 77123'],
		['with a status for the API', 'state PT409'],
		['as a triggered action', 'state 09000'],
		['as a change of data that is not allowed', 'state 27000'],
		['as an external routine', 'state 38000'],
		['as a check of a view', 'state 44000'],
		['by a CASE that has no branch for it', 'case'],
		['by an assertion', 'assert'],
		['by a question with two answers', 'strict'],
		['by dividing by zero', 'divides'],
	])('%s: that row fails, the others are written', async (_story, firstname) => {
		const { run_id } = await handedOut(scene.call, workspace, ['1', '2', '3']);
		const answer = await upsert(
			scene.call,
			workspace,
			[row('1'), row('2', { firstname }), row('3')],
			{ run_id, options: { finish: 'when_all_arrived' } },
		);
		expect(answer.rows.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'created']);
		expect(answer.run).toMatchObject({ run: { status: 'completed_with_failures', failed: 1 } });
	});

	it('never passes for the end of a dry run', async () => {
		const answer = upsert(scene.call, workspace, [
			row('1'),
			row('2', { firstname: 'state DRYRN' }),
		]);
		const outcomes = await answer.then(
			({ rows }) => rows.map(({ outcome }) => outcome),
			(failure: { code: string }) => failure.code,
		);
		expect(outcomes).toEqual(['created', 'failed']);
	});
});

describe('a trigger of the owner that changes more than its row', () => {
	it('cannot lead the sync astray by another search path: the batch is refused as a whole', async () => {
		const before = await dump(scene.db.sql);
		const answer = await scene.ask('upsert_contacts', {
			p_workspace_id: workspace,
			p_rows: [row('1', { firstname: 'path' }), row('2', { columns: { slug: 'mine' } })],
		});
		expect(spokenOf(answer)).toMatch(/^refused: missing/);
		expect(await dump(scene.db.sql)).toEqual(before);
	});

	it('may move a contact to another workspace, and the answer is still one outcome a row', async () => {
		const answer = await upsert(scene.call, workspace, [
			row('91', { firstname: 'moves' }),
			row('92'),
		]);
		expect(answer.rows.map(({ crm_id }) => crm_id)).toEqual(['91', '92']);
		expect(answer.rows[1]?.outcome).toBe('created');
		await scene.db.sql`delete from contacts where crm_id = '91'`;
	});
});

it('defaults and computed columns of the owner are left to the database', async () => {
	await upsert(scene.call, workspace, [row('1', { firstname: 'Grace' })]);
	const [contact] = await scene.db
		.sql`select slug, size from contacts where workspace_id = ${workspace}`;
	expect(contact).toEqual({ slug: 'none', size: 5 });
	const answer = await upsert(scene.call, workspace, [row('1', { columns: { size: 9 } })]);
	expect(spoken(answer)).toEqual(['failed: contacts has no column size']);
});

describe('row level security', () => {
	it('on contacts that is forced lets the secret key pass, which stands above it', async () => {
		await scene.db.sql.unsafe('alter table contacts force row level security');
		expect(spoken(await upsert(scene.call, workspace, [row('1')]))).toEqual(['created']);
		await scene.db.sql.unsafe('alter table contacts no force row level security');
	});

	it('is on for each table of ours, without a policy that would open it', async () => {
		const found = await scene.db.sql`
			select c.relname as name, c.relrowsecurity as guarded,
				(select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
			from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`;
		expect(found.length).toBeGreaterThan(6);
		for (const { name, ...rest } of found) {
			expect({ name, ...rest }).toEqual({ name, guarded: true, policies: 0 });
		}
	});

	it('opened by its owner for signed-in people shows through the views exactly what it allows', async () => {
		await upsert(scene.call, workspace, [row('1'), row('2')]);
		await scene.db.sql.unsafe(`
			grant select on contacts, servicetitan_recent_contacts to authenticated;
			create policy own on contacts for select to authenticated using (workspace_id = '${workspace}' and crm_id = '1')`);
		const seen = await scene.db.sql.begin(async (transaction) => {
			await transaction.unsafe('set local role authenticated');
			return await transaction`select workspace_id, crm_id from servicetitan_recent_contacts`;
		});
		expect([...seen]).toEqual([{ workspace_id: workspace, crm_id: '1' }]);
		await scene.db.sql.unsafe(`
			drop policy own on contacts;
			revoke select on contacts, servicetitan_recent_contacts from authenticated`);
	});
});
