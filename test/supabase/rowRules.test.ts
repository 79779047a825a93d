import type { ContactRow } from '../../core/contact/contactRow';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, spoken, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const contact = async (workspace: string, crm_id = '1') => {
	const [found] = await db.sql`
		select *, xmin::text from contacts where workspace_id = ${workspace} and crm_id = ${crm_id}`;
	return found ?? {};
};
const stored = async (more: Partial<ContactRow> = {}): Promise<string> => {
	const workspace = await newWorkspace(call);
	const full = row('1', { phone: '+13125550001', email: 'ada@example.com', ...more });
	await upsert(call, workspace, [full], { options: { skip_without_contact_methods: false } });
	return workspace;
};

it('a new customer becomes a contact', async () => {
	const workspace = await newWorkspace(call);
	const full = row('1', {
		email: 'ada@example.com',
		custom_fields: { balance: 12.5, mergedTo: null },
	});
	const answer = await upsert(call, workspace, [full]);
	const written = await contact(workspace);
	expect(answer).toEqual({
		outcome: 'ok',
		rows: [{ crm_id: '1', outcome: 'created', reason: null, contact_id: written.id, twin: null }],
		counts: { created: 1, updated: 0, unchanged: 0, linked: 0, skipped: 0, failed: 0 },
		remaining: null,
		run: null,
	});
	expect(written).toMatchObject({
		firstname: 'Ada',
		lastname: 'Lovelace',
		phone: '+13125550001',
		email: 'ada@example.com',
		metadata: { custom_fields: { balance: 12.5 } },
		source_modified_on: at(0),
		created_at: written.updated_at,
	});
});

describe('nothing changed', () => {
	it('leaves the row as it is, not even rewritten', async () => {
		const workspace = await stored();
		const before = await contact(workspace);
		const again = row('1', {
			phone: '+13125550001',
			email: 'ada@example.com',
			source_read_at: at(60),
		});
		expect(spoken(await upsert(call, workspace, [again]))).toEqual(['unchanged']);
		expect(await contact(workspace)).toEqual(before);
	});

	it('but the customer was touched: only its age moves on, and older snapshots stay refused', async () => {
		const workspace = await stored();
		const before = await contact(workspace);
		const same = row('1', { phone: '+13125550001', email: 'ada@example.com' });
		const touched = { ...same, source_modified_on: at(30), source_read_at: at(31) };
		expect(spoken(await upsert(call, workspace, [touched]))).toEqual(['unchanged']);
		expect(await contact(workspace)).toEqual({
			...before,
			source_modified_on: at(30),
			source_read_at: expect.any(Date),
			xmin: expect.any(String),
		});
		const older = { ...same, firstname: 'Old', source_modified_on: at(20) };
		expect(spoken(await upsert(call, workspace, [older]))).toEqual([
			'skipped: a newer version is stored already',
		]);
	});

	it('and a trigger watches the table: it is not set off', async () => {
		const own = await freshDatabase();
		const ownCall = callerOf(own.sql);
		const workspace = await newWorkspace(ownCall);
		await upsert(ownCall, workspace, [row('1')]);
		await own.sql.unsafe(`
			create function touch() returns trigger language plpgsql as $$ begin new.updated_at := clock_timestamp(); return new; end $$;
			create trigger touch before update on contacts for each row execute function touch();`);
		const before = await own.sql`select * from contacts`;
		const touched = row('1', { source_modified_on: at(30) });
		expect(spoken(await upsert(ownCall, workspace, [touched]))).toEqual(['unchanged']);
		expect([...(await own.sql`select * from contacts`)]).toEqual([...before]);
		await own.drop();
	});
});

describe('absent is not empty', () => {
	const full = {
		firstname: 'Ada',
		lastname: 'Lovelace',
		phone: '+13125550001',
		email: 'ada@example.com',
	};
	const bare = {
		crm_id: '1',
		custom_fields: {},
		active: true,
		source_modified_on: at(9),
		source_read_at: at(9),
	};
	it.each<
		[story: string, written: Partial<ContactRow>, left: Record<string, unknown>, outcome: string]
	>([
		['nothing said: nothing touched', {}, full, 'unchanged'],
		['null empties a name', { firstname: null }, { ...full, firstname: null }, 'updated'],
		['null empties a phone', { phone: null }, { ...full, phone: null }, 'updated'],
		[
			'null empties phone and e-mail',
			{ phone: null, email: null },
			{ ...full, phone: null, email: null },
			'updated',
		],
		[
			'a value replaces',
			{ email: 'new@example.com' },
			{ ...full, email: 'new@example.com' },
			'updated',
		],
		[
			'an inactive customer keeps phone and e-mail',
			{ active: false, phone: null, email: null },
			full,
			'unchanged',
		],
		[
			'an inactive customer takes a new phone',
			{ active: false, phone: '+13125550009' },
			{ ...full, phone: '+13125550009' },
			'updated',
		],
		[
			'an inactive customer keeps them when something else changes',
			{ active: false, phone: null, email: null, lastname: 'Byron' },
			{ ...full, lastname: 'Byron' },
			'updated',
		],
		[
			'an inactive customer loses its name all the same',
			{ active: false, lastname: null },
			{ ...full, lastname: null },
			'updated',
		],
	])('%s', async (_story, written, left, outcome) => {
		const workspace = await stored();
		const before = await contact(workspace);
		expect(spoken(await upsert(call, workspace, [{ ...bare, ...written }]))).toEqual([outcome]);
		const after = await contact(workspace);
		expect(after).toMatchObject(left);
		expect(after.metadata).toEqual(before.metadata);
		expect(after.updated_at.getTime() > before.updated_at.getTime()).toBe(outcome === 'updated');
		expect(after.created_at).toEqual(before.created_at);
	});

	it('rows with different keys in one batch do not empty each other', async () => {
		const workspace = await stored();
		await upsert(call, workspace, [row('2', { phone: '+13125550002', email: 'b@example.com' })]);
		const { crm_id: _, ...rest } = bare;
		await upsert(call, workspace, [
			{ ...rest, crm_id: '1', firstname: 'X' },
			{ ...rest, crm_id: '2', email: 'c@example.com' },
		]);
		expect(await contact(workspace, '1')).toMatchObject({ ...full, firstname: 'X' });
		expect(await contact(workspace, '2')).toMatchObject({
			phone: '+13125550002',
			email: 'c@example.com',
		});
	});
});

describe('without phone and e-mail', () => {
	const silent = row('1', { phone: null, email: null });
	const { phone: _phone, email: _email, ...unsaid } = silent;
	it.each<[story: string, written: unknown, options: object, outcome: string]>([
		['a new customer is skipped', silent, {}, 'skipped: has no phone and no e-mail'],
		['also when nobody asked for them', unsaid, {}, 'skipped: has no phone and no e-mail'],
		['and with an empty text', { ...silent, phone: '' }, {}, 'skipped: has no phone and no e-mail'],
		['unless that is wanted', silent, { skip_without_contact_methods: false }, 'created'],
		['an e-mail is enough', { ...silent, email: 'a@example.com' }, {}, 'created'],
	])('%s', async (_story, written, options, outcome) => {
		const workspace = await newWorkspace(call);
		expect(spoken(await upsert(call, workspace, [written], { options }))).toEqual([outcome]);
	});

	it('a customer who has a row already is updated', async () => {
		const workspace = await stored();
		const gone = { ...silent, source_modified_on: at(5) };
		expect(spoken(await upsert(call, workspace, [gone]))).toEqual(['updated']);
		expect(await contact(workspace)).toMatchObject({ phone: null, email: null });
	});
});

describe("where ServiceTitan's clock was set back, the later reading is the newer one", () => {
	const older = 'skipped: a newer version is stored already';
	it.each<[story: string, modified: string, read: string, outcome: string]>([
		['modified earlier as it seems, read later', at(5), at(21), 'updated'],
		['modified earlier as it seems, read in the same second', at(5), at(20), 'updated'],
		['modified later as it seems, but read earlier', at(15), at(19), older],
	])('%s', async (_story, source_modified_on, source_read_at, outcome) => {
		const workspace = await stored({ source_modified_on: at(10), source_read_at: at(20) });
		const next = row('1', {
			firstname: 'Next',
			source_modified_on,
			source_read_at,
			by_reading: true,
		});
		expect(spoken(await upsert(call, workspace, [next]))).toEqual([outcome]);
		const after = await contact(workspace);
		expect(after.firstname).toBe(outcome === older ? 'Ada' : 'Next');
		expect(after.source_modified_on).toBe(outcome === older ? at(10) : at(5));
	});
});

describe('an older snapshot never overwrites a newer one', () => {
	const older = 'skipped: a newer version is stored already';
	it.each<[story: string, modified: string | null, read: string | null, outcome: string]>([
		['modified later', at(11), at(0), 'updated'],
		['modified earlier, though read later', at(9), at(99), older],
		['the same version read later', at(10), at(21), 'updated'],
		['the same version read at the same time', at(10), at(20), 'updated'],
		['the same version read earlier', at(10), at(19), older],
		['earlier by a tenth of a microsecond', '2026-07-01T12:00:09.9999999Z', at(99), older],
		['of unknown age', null, null, 'updated'],
		['the same version, nobody knows when it was read', at(10), null, 'updated'],
	])('%s', async (_story, source_modified_on, source_read_at, outcome) => {
		const workspace = await stored({ source_modified_on: at(10), source_read_at: at(20) });
		const next = row('1', { firstname: 'Next', source_modified_on, source_read_at });
		expect(spoken(await upsert(call, workspace, [next]))).toEqual([outcome]);
		const after = await contact(workspace);
		expect(after.firstname).toBe(outcome === older ? 'Ada' : 'Next');
		// What has no age of its own does not hide how old the rest is.
		expect(after.source_modified_on).toBe(
			outcome === older ? at(10) : (source_modified_on ?? at(10)),
		);
	});
});
