import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, spoken, upsert } from './support/rows';
import { newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

describe('a batch', () => {
	it('gives every row its outcome in the order of the rows, and counts them', async () => {
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [row('1'), row('2')]);
		const answer = await upsert(call, workspace, [
			{ crm_id: '9', set_aside: 'skipped', reason: 'left out by Write When' },
			row('2', { firstname: 'New' }),
			row('3'),
			{ crm_id: '8', set_aside: 'failed', reason: 'The item cannot be read.' },
			row('1'),
			row('4', { phone: null }),
		]);
		expect(answer.rows.map(({ crm_id }) => crm_id)).toEqual(['9', '2', '3', '8', '1', '4']);
		expect(spoken(answer)).toEqual([
			'skipped: left out by Write When',
			'updated',
			'created',
			'failed: The item cannot be read.',
			'unchanged',
			'skipped: has no phone and no e-mail',
		]);
		expect(answer.counts).toEqual({
			created: 1,
			updated: 1,
			unchanged: 1,
			linked: 0,
			skipped: 2,
			failed: 1,
		});
	});

	it('answers who only counts without its rows', async () => {
		const workspace = await newWorkspace(call);
		const rows = [row('1'), row('2', { phone: null })];
		const answer = await upsert(call, workspace, rows, { options: { brief: true } });
		expect(answer).toMatchObject({ rows: [], counts: { created: 1, skipped: 1 } });
		expect(spoken(await upsert(call, workspace, rows))).toEqual([
			'unchanged',
			'skipped: has no phone and no e-mail',
		]);
	});

	describe('for who only counts', () => {
		const before = [row('1'), row('2'), row('3', { source_modified_on: at(9) }), row('4')];
		const rows = [
			row('1'),
			row('2', { firstname: 'Grace' }),
			row('3', { firstname: 'Stale' }),
			row('4', { lastname: 'Hopper', columns: { nowhere: 1 } }),
			row('5'),
			row('5', { firstname: 'Older', source_read_at: at(0) }),
			row('6', { source_read_at: 'unknown' }),
			row('7', { phone: null, email: 'typed@example.com' }),
			row('8', { phone: null }),
			{ crm_id: '9', set_aside: 'failed', reason: 'The item cannot be read.' },
			...Array.from({ length: 40 }, (_, n) => row(String(100 + n))),
		];
		const failures = async (workspace: string) => [
			...(await db.sql`
				select crm_id, reason, status, attempts from servicetitan_sync_failures
				where workspace_id = ${workspace} order by crm_id`),
		];
		const workspaceWith = async (failed: string[]) => {
			const workspace = await newWorkspace(call);
			await upsert(call, workspace, before);
			await db.sql`insert into contacts (workspace_id, email) values (${workspace}, 'typed@example.com')`;
			for (const id of failed) {
				await upsert(call, workspace, [{ crm_id: id, set_aside: 'failed', reason: 'before' }]);
			}
			return workspace;
		};

		it.each<[story: string, failed: string[]]>([
			['where nothing failed before', []],
			['where some of them failed before', ['1', '5', '9']],
		])('counts, writes and notes the same, %s', async (_, failed) => {
			const [told, counted] = [await workspaceWith(failed), await workspaceWith(failed)];
			const { counts } = await upsert(call, told, rows);
			const brief = await upsert(call, counted, rows, { options: { brief: true } });
			expect(brief).toMatchObject({ rows: [], counts });
			expect(counts).toMatchObject({ created: 41, updated: 1, unchanged: 1, linked: 1 });
			expect(counts).toMatchObject({ skipped: 3, failed: 3 });
			expect(await failures(counted)).toEqual(await failures(told));
			expect((await failures(counted)).map(({ crm_id }) => crm_id)).toEqual(['4', '6', '9']);
			const again = await upsert(call, counted, [row('5'), row('139')]);
			expect(spoken(again)).toEqual(['unchanged', 'unchanged']);
		});
	});

	it('may be empty', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace);
		expect(
			await upsert(call, workspace, [], { run_id, options: { finish: 'when_all_arrived' } }),
		).toMatchObject({
			outcome: 'ok',
			rows: [],
			counts: { created: 0 },
			run: { outcome: 'finished' },
		});
	});

	it.each<[story: string, item: unknown]>([
		['without an id', { ...row('1'), crm_id: null }],
		['with a blank id', { ...row('1'), crm_id: '  ' }],
		['with nothing in it', {}],
		['that is a text', 'Ada'],
		['that is null', null],
	])('with an item %s fails that item and writes the others', async (_story, item) => {
		const workspace = await newWorkspace(call);
		const answer = await upsert(call, workspace, [item, row('2')]);
		expect(spoken(answer)).toEqual([
			'failed: The item has no ServiceTitan customer id.',
			'created',
		]);
		expect([
			...(await db.sql`select * from servicetitan_sync_failures where workspace_id = ${workspace}`),
		]).toEqual([]);
	});

	it('takes a number for an id, and blanks around it', async () => {
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [{ ...row('12'), crm_id: 12 }]);
		expect(spoken(await upsert(call, workspace, [{ ...row('12'), crm_id: ' 12 ' }]))).toEqual([
			'unchanged',
		]);
	});

	const again = 'skipped: the same customer is in this batch again with newer data';
	it.each<[story: string, rows: unknown[], outcomes: string[], firstname: string]>([
		[
			'the version changed last',
			[
				row('1', { firstname: 'B', source_modified_on: at(2) }),
				row('1', { firstname: 'A', source_modified_on: at(1) }),
			],
			['created', again],
			'B',
		],
		[
			'of one version, what was read last',
			[
				row('1', { firstname: 'B', source_read_at: at(9) }),
				row('1', { firstname: 'A', source_read_at: at(8) }),
			],
			['created', again],
			'B',
		],
		[
			'of equals the last',
			[row('1', { firstname: 'A' }), row('1', { firstname: 'B' })],
			[again, 'created'],
			'B',
		],
		['of identical ones one', [row('1'), row('1'), row('1')], [again, again, 'created'], 'Ada'],
		[
			'what has an age before what has none',
			[row('1', { firstname: 'B' }), row('1', { firstname: 'A', source_modified_on: null })],
			['created', again],
			'B',
		],
	])('with one customer several times writes %s', async (_story, rows, outcomes, firstname) => {
		const workspace = await newWorkspace(call);
		expect(spoken(await upsert(call, workspace, rows))).toEqual(outcomes);
		const written = await db.sql`select firstname from contacts where workspace_id = ${workspace}`;
		expect([...written]).toEqual([{ firstname }]);
	});

	it('without a run writes too, where the workspace is known', async () => {
		const workspace = await newWorkspace(call);
		expect(await upsert(call, workspace, [row('1')])).toMatchObject({ remaining: null, run: null });
		for (const nobody of [null, '', 'nowhere']) {
			expect(await upsert(call, nobody, [row('1')])).toMatchObject({
				outcome: 'unknown_workspace',
			});
		}
	});

	it('names a contact that many calls at once write only one time', async () => {
		const workspace = await newWorkspace(call);
		const answers = await Promise.all(
			Array.from({ length: 4 }, (_, n) =>
				upsert(call, workspace, [row('1', { firstname: `F${n}` })]),
			),
		);
		expect(answers.flatMap(spoken).sort()).toEqual(['created', 'updated', 'updated', 'updated']);
	});
});
