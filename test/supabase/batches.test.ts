import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, spoken, upsert } from './support/rows';
import { consumer, handedOut, newWorkspace, start } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const everything = async () => ({
	contacts: [...(await db.sql`select *, xmin::text from contacts order by id`)],
	state: [...(await db.sql`select * from servicetitan_sync_state order by workspace_id`)],
	runs: [...(await db.sql`select * from servicetitan_sync_runs order by run_id`)],
	handedOut: [
		...(await db.sql`select * from servicetitan_sync_handed_out order by run_id, crm_id`),
	],
	failures: [...(await db.sql`select * from servicetitan_sync_failures order by 1, 2`)],
	batches: [...(await db.sql`select * from servicetitan_sync_batches order by 1`)],
});

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

describe('a batch that is sent again, because its answer was lost,', () => {
	it('hears the first answer, and nothing is counted twice', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2']);
		const batch = { run_id, batch_id: randomUUID() };
		const first = await upsert(call, workspace, [row('1')], batch);
		expect(first).toMatchObject({ remaining: 1, rows: [{ outcome: 'created' }] });
		const before = await everything();
		expect(await upsert(call, workspace, [row('1')], batch)).toEqual(first);
		expect(await everything()).toEqual(before);
	});

	it('also when it was the one that finished its run', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1']);
		const batch = { run_id, batch_id: randomUUID(), options: { finish: 'when_all_arrived' } };
		const first = await upsert(call, workspace, [row('1')], batch);
		expect(first.run).toMatchObject({ outcome: 'finished' });
		expect(await upsert(call, workspace, [row('1')], batch)).toEqual(first);
	});
});

describe('a batch of a run', () => {
	it('adds to its counts, acknowledges, and is a sign of life', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await handedOut(call, workspace, ['1', '2', '3']);
		await db.sql`update servicetitan_sync_state set lease_expires_at = now() where workspace_id = ${workspace}`;
		expect(await upsert(call, workspace, [row('1')], { run_id })).toMatchObject({ remaining: 2 });
		await upsert(call, workspace, [row('1'), row('2'), row('9')], { run_id });
		const runs =
			await db.sql`select created, unchanged, servicetitan_unacknowledged(run_id) as missing
			from servicetitan_sync_runs where run_id = ${run_id}`;
		expect([...runs]).toEqual([{ created: 3, unchanged: 1, missing: 1 }]);
		expect((await start(call, workspace)).answer.outcome).toBe('running');
	});

	it('that this workspace does not know is refused', async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, await newWorkspace(call));
		const answer = await upsert(call, workspace, [row('1')], { run_id });
		expect(answer).toMatchObject({ outcome: 'not_current', closed_by: 'unknown', status: null });
	});
});

describe('items that lost their `sync`', () => {
	const workflow_id = 'workflow that loses things';
	const mine = { ...consumer, workflowId: workflow_id };
	const open = async () => {
		const workspace = await newWorkspace(call);
		const { run_id } = await start(call, workspace, { consumer: mine });
		const where = { workspace_id: workspace, run_id };
		await call('checkpoint_run', { ...where, handed_out: ['1'] });
		return where;
	};

	it.each<[story: string, asked: (workspace: string) => string | null]>([
		['with the workspace still known', (workspace) => workspace],
		['the workspace too', () => null],
	])(
		'%s: they are refused while their run is open, and the run is named',
		async (_story, asked) => {
			const { workspace_id, run_id } = await open();
			const before = await everything();
			const answer = await upsert(call, asked(workspace_id), [row('1')], {
				options: { workflow_id },
			});
			expect(answer).toMatchObject({ outcome: 'sync_lost', holder: { run_id, consumer: mine } });
			expect(await everything()).toEqual(before);
			await call('release_run', { workspace_id });
		},
	);

	it('are written by hand again once everything has come back, in another workspace, or by another workflow', async () => {
		const { workspace_id, run_id } = await open();
		const options = { workflow_id };
		const elsewhere = await newWorkspace(call);
		expect(spoken(await upsert(call, elsewhere, [row('1')], { options }))).toEqual(['created']);
		const other = { options: { workflow_id: 'another' } };
		expect(spoken(await upsert(call, workspace_id, [row('2')], other))).toEqual(['created']);
		await upsert(call, workspace_id, [row('1')], { run_id });
		expect(spoken(await upsert(call, workspace_id, [row('3')], { options }))).toEqual(['created']);
	});

	it('may be tried out', async () => {
		const { workspace_id } = await open();
		const options = { workflow_id, dry_run: true };
		expect(spoken(await upsert(call, workspace_id, [row('1')], { options }))).toEqual(['created']);
	});
});

describe('a dry run', () => {
	it('says what it would do, and writes nothing at all', async () => {
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [row('1'), row('2')]);
		await db.sql`insert into contacts (workspace_id, phone) values (${workspace}, '(312) 555-0100')`;
		await db.sql`insert into servicetitan_sync_failures (workspace_id, crm_id) values (${workspace}, '2')`;
		const { run_id } = await handedOut(call, workspace, ['1', '2'], { cursor_to: at(0) });
		const before = await everything();
		const answer = await upsert(
			call,
			workspace,
			[
				row('1', { firstname: 'New' }),
				row('2', { source_modified_on: at(5) }),
				row('3', { phone: '+13125550100', phone_forms: ['13125550100', '3125550100'] }),
				row('4'),
				row('5', { source_read_at: 'soon' }),
				row('6', { phone: null }),
			],
			{ run_id, batch_id: randomUUID(), options: { dry_run: true, finish: 'now' } },
		);
		expect(answer.rows.map(({ outcome }) => outcome)).toEqual([
			'updated',
			'unchanged',
			'linked',
			'created',
			'failed',
			'skipped',
		]);
		expect(answer).toMatchObject({ remaining: 2, run: null, rows: { 3: { contact_id: null } } });
		expect(await everything()).toEqual(before);
	});
});
