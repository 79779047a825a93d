import { randomBytes } from 'node:crypto';
import { row, spoken, upsert } from '../support/rows';
import { handedOut, newWorkspace } from '../support/runs';
import { dump } from './support/dump';
import { hostileTexts, longTexts } from './support/hostile';
import { openScene, type Scene } from './support/scene';

let scene: Scene;
let workspace: string;
beforeAll(async () => {
	scene = await openScene();
	await scene.db.sql.unsafe(
		`alter table contacts add "a ""quoted"" $$ %I column" text, add notes text`,
	);
});
beforeEach(async () => {
	workspace = await newWorkspace(scene.call);
});
afterAll(() => scene.db.drop());

const written = async () =>
	await scene.db.sql`
		select crm_id, firstname, lastname, phone, email, notes, metadata->'custom_fields' as fields
		from contacts where workspace_id = ${workspace} order by crm_id`;

describe.each([...hostileTexts, ...longTexts])('text that %s', (_story, text) => {
	it('is stored letter by letter, read again unchanged, and touches nothing else', async () => {
		const before = await dump(scene.db.sql, workspace);
		const hostile = row('1', {
			firstname: text,
			lastname: text,
			phone: text,
			email: text,
			phone_forms: [text],
			custom_fields: { [text]: text, nested: { [text]: [text] } },
			columns: { notes: text, 'a "quoted" $$ %I column': text },
		});
		const first = await upsert(scene.call, workspace, [hostile, row('2')]);
		expect(spoken(first)).toEqual(['created', 'created']);
		const again = await upsert(scene.call, workspace, [hostile, row('2')]);
		expect(spoken(again)).toEqual(['unchanged', 'unchanged']);
		expect((await written())[0]).toEqual({
			crm_id: '1',
			firstname: text,
			lastname: text,
			phone: text,
			email: text,
			notes: text,
			fields: { [text]: text, nested: { [text]: [text] } },
		});
		expect(await dump(scene.db.sql, workspace)).toEqual(before);
	});

	it('as the name of a column fails its row alone', async () => {
		const before = await dump(scene.db.sql, workspace);
		const answer = await upsert(scene.call, workspace, [
			row('1', { columns: { [text]: 'x' } }),
			row('2'),
		]);
		expect(answer.rows[0]?.outcome).toBe('failed');
		expect(answer.rows[0]?.reason).toContain('contacts has no column');
		expect(answer.rows[1]?.outcome).toBe('created');
		expect(await dump(scene.db.sql, workspace)).toEqual(before);
	});

	it('as the id of a customer is one customer, or fails alone', async () => {
		const before = await dump(scene.db.sql, workspace);
		const answer = await upsert(scene.call, workspace, [row('1'), row(text), row('3')]);
		expect([answer.rows[0]?.outcome, answer.rows[2]?.outcome]).toEqual(['created', 'created']);
		expect(answer.rows[1]?.outcome).toMatch(/^(created|failed)$/);
		const ids = (await written()).map(({ crm_id }) => crm_id as string);
		expect(ids).toHaveLength(answer.counts.created ?? -1);
		expect(await dump(scene.db.sql, workspace)).toEqual(before);
	});
});

it('keys of the sync itself cannot be filled as further columns', async () => {
	const keys = [
		'id',
		'workspace_id',
		'crm_id',
		'metadata',
		'source_modified_on',
		'updated_at',
		'ctid',
		'xmin',
		'tableoid',
	];
	const answer = await upsert(
		scene.call,
		workspace,
		keys.map((key, n) => row(String(n + 1), { columns: { [key]: 'bystander' } })),
	);
	expect(answer.counts).toMatchObject({ failed: keys.length, created: 0 });
	expect(await written()).toHaveLength(0);
});

describe('a row of a form nobody sends', () => {
	const odd: Array<[story: string, item: unknown, outcome: string]> = [
		['null', null, 'failed'],
		['true', true, 'failed'],
		['a number', 7, 'failed'],
		['text', 'set_aside', 'failed'],
		['an array', ['crm_id', '1'], 'failed'],
		['an empty object', {}, 'failed'],
		['no id', row('', {}), 'failed'],
		['an id of blanks', row('   '), 'failed'],
		['an id that is null', { ...row('1'), crm_id: null }, 'failed'],
		[
			'numbers for texts',
			{ ...row('1'), firstname: 1, lastname: 1e300, phone: 7, email: true },
			'created',
		],
		[
			'objects for texts',
			{ ...row('1'), firstname: {}, lastname: [null], phone: {}, email: [] },
			'created',
		],
		['an array for custom fields', { ...row('1'), custom_fields: ['a'] }, 'created'],
		['text for custom fields', { ...row('1'), custom_fields: 'a' }, 'created'],
		['text for further columns', { ...row('1'), columns: 'notes' }, 'created'],
		['an array for further columns', { ...row('1'), columns: ['notes'] }, 'created'],
		['an object for the forms of its phone', { ...row('1'), phone_forms: { a: 1 } }, 'created'],
		[
			'nulls for the forms of its phone',
			{ ...row('1'), phone_forms: [null, [], {}, ''] },
			'created',
		],
		['text for active', { ...row('1'), active: 'false' }, 'created'],
		['a set-aside of another kind', { crm_id: '1', set_aside: { a: 1 }, reason: ['x'] }, 'skipped'],
		['a date before Christ', { ...row('1'), source_read_at: '0044-03-15 BC' }, 'created'],
		['a date that does not exist', { ...row('1'), source_read_at: '2026-02-30' }, 'failed'],
		['a year beyond all calendars', { ...row('1'), source_read_at: '294277-01-01' }, 'failed'],
		['a number for a date', { ...row('1'), source_read_at: 5 }, 'failed'],
	];

	it.each(odd)(
		'%s: it alone is dealt with, its neighbours are written',
		async (_story, item, outcome) => {
			const { run_id } = await handedOut(scene.call, workspace, ['8', '9']);
			const answer = await upsert(scene.call, workspace, [row('8'), item, row('9')], {
				run_id,
				options: { finish: 'when_all_arrived' },
			});
			expect(answer.rows.map((each) => each.outcome)).toEqual(['created', outcome, 'created']);
			expect(answer.run).toMatchObject({ outcome: 'finished' });
		},
	);

	it('deeper than any hand would type: it is written, or fails alone', async () => {
		let nested: unknown = 1;
		for (let level = 0; level < 1500; level += 1) nested = { [`k${level}`]: nested };
		const answer = await upsert(scene.call, workspace, [
			row('1'),
			row('2', { custom_fields: { nested } }),
		]);
		expect(answer.rows[0]?.outcome).toBe('created');
		expect(answer.rows[1]?.outcome).toMatch(/^(created|failed)$/);
	});
});

describe('an id too long for any index', () => {
	const endless = randomBytes(30_000).toString('hex');

	it('fails alone', async () => {
		const answer = await upsert(scene.call, workspace, [row('1'), row(endless), row('3')]);
		expect(answer.rows.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'created']);
		expect(answer.rows[1]?.crm_id).toBe(endless.slice(0, 200));
	});

	it('fails alone, though what is wrong with its row is something else', async () => {
		const answer = await upsert(scene.call, workspace, [
			row('1'),
			row(endless, { columns: { nowhere: 1 } }),
		]);
		expect(answer.rows.map(({ outcome }) => outcome)).toEqual(['created', 'failed']);
	});
});

describe('100,000 rows in one call', () => {
	it('are all written, one outcome each in their order', async () => {
		const rows = Array.from({ length: 100_000 }, (_, n) => row(String(n + 1)));
		const answer = await upsert(scene.call, workspace, rows, { options: { link: false } });
		expect(answer.counts).toMatchObject({ created: 100_000, failed: 0 });
		expect(answer.rows.findIndex(({ crm_id }, n) => crm_id !== String(n + 1))).toBe(-1);
		expect(await written()).toHaveLength(100_000);
	}, 300_000);

	// Hosted Supabase ends a statement after eight seconds; the transport then sends half as many.
	it('over the wire: all written, or refused as too many at once with none written', async () => {
		const rows = Array.from({ length: 100_000 }, (_, n) => row(String(n + 1)));
		const reply = await fetch(`${scene.db.url}/rest/v1/rpc/servicetitan_upsert_contacts`, {
			method: 'POST',
			headers: { apikey: scene.db.secretKey, 'content-type': 'application/json' },
			body: JSON.stringify({ p_workspace_id: workspace, p_rows: rows }),
		});
		const { code } = (await reply.json()) as { code?: string };
		const count = (await written()).length;
		expect([reply.status === 200 ? 'written' : code, count]).toEqual(
			reply.status === 200 ? ['written', 100_000] : ['57014', 0],
		);
	}, 300_000);
});
