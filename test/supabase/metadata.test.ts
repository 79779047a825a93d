import type { ContactRow } from '../../core/contact/contactRow';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { row, spoken, upsert } from './support/rows';
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

describe('metadata', () => {
	it.each<[story: string, before: string | null, fields: object, after: unknown]>([
		[
			'sets our keys, clears ours that are null, leaves the rest',
			'{"mine": 1, "custom_fields": {"theirs": 2, "balance": 5, "mergedTo": 7}}',
			{ balance: 6, mergedTo: null, tags: [1] },
			{ mine: 1, custom_fields: { theirs: 2, balance: 6, tags: [1] } },
		],
		['begins where there is none', null, { balance: 6 }, { custom_fields: { balance: 6 } }],
		['begins where it says null', 'null', { balance: 6 }, { custom_fields: { balance: 6 } }],
		['begins beside other keys', '{"mine": 1}', { a: 1 }, { mine: 1, custom_fields: { a: 1 } }],
		[
			'takes null fields for none',
			'{"custom_fields": null}',
			{ a: 1 },
			{ custom_fields: { a: 1 } },
		],
		[
			'takes an empty list for none',
			'{"custom_fields": []}',
			{ a: 1 },
			{ custom_fields: { a: 1 } },
		],
		[
			'keeps whatever else stood there',
			'{"custom_fields": ["notes"]}',
			{ a: 1 },
			{ custom_fields: { a: 1 }, custom_fields_before_sync: ['notes'] },
		],
		[
			'keeps null inside a value',
			'{"custom_fields": {"address": {"unit": "4", "city": "Chicago"}}}',
			{ address: { unit: null, city: 'Chicago' } },
			{ custom_fields: { address: { unit: null, city: 'Chicago' } } },
		],
		[
			'sees that a list became shorter',
			'{"custom_fields": {"tags": [1, 2, 3]}}',
			{ tags: [1, 2] },
			{ custom_fields: { tags: [1, 2] } },
		],
	])('%s', async (_story, before, custom_fields, after) => {
		const workspace = await stored();
		await db.sql`update contacts set metadata = ${before}::text::jsonb where workspace_id = ${workspace}`;
		const next = row('1', {
			phone: '+13125550001',
			email: 'ada@example.com',
			custom_fields: { ...custom_fields },
		});
		expect(spoken(await upsert(call, workspace, [next]))).toEqual(['updated']);
		expect((await contact(workspace)).metadata).toEqual(after);
		expect(spoken(await upsert(call, workspace, [next]))).toEqual(['unchanged']);
	});

	it('that is no object is not destroyed: the row fails and says what to do', async () => {
		const workspace = await stored();
		await db.sql`update contacts set metadata = '["mine"]' where workspace_id = ${workspace}`;
		const before = await contact(workspace);
		const next = row('1', { firstname: 'Next' });
		expect(spoken(await upsert(call, workspace, [next, row('2')]))).toEqual([
			'failed: The metadata of this contact is not an object, so nothing was written. Make it one, for example {}.',
			'created',
		]);
		expect(await contact(workspace)).toEqual(before);
	});

	it('that somebody changes at the same moment keeps both changes', async () => {
		const workspace = await stored();
		const other = await db.sql.reserve();
		await other`begin`;
		await other`update contacts set metadata = metadata || '{"theirs": 1}', firstname = 'Theirs' where workspace_id = ${workspace}`;
		const next = row('1', { lastname: 'Next', custom_fields: { balance: 9 } });
		const { firstname: _, ...withoutFirstname } = next;
		const writing = upsert(call, workspace, [withoutFirstname]);
		await new Promise((resolve) => setTimeout(resolve, 300));
		await other`commit`;
		other.release();
		expect(spoken(await writing)).toEqual(['updated']);
		expect(await contact(workspace)).toMatchObject({
			firstname: 'Theirs',
			lastname: 'Next',
			metadata: { theirs: 1, custom_fields: { balance: 9, type: 'Residential' } },
		});
	});
});
