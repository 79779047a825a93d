import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import type { ContactRow } from '../../core/contact/contactRow';
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

interface ByHand {
	firstname?: string;
	lastname?: string;
	phone?: string | null;
	email?: string | null;
	crm_id?: string | null;
	metadata?: object;
	id?: string;
}

const typeIn = async (workspace_id: string, contacts: ByHand[]) => {
	for (const contact of contacts) {
		await db.sql`insert into contacts ${db.sql({ ...contact, workspace_id } as unknown as Record<string, string>)}`;
	}
};
const phone = '+13125550100';
const phone_forms = ['13125550100', '3125550100'];
const ada = (more: Partial<ContactRow> = {}): ContactRow =>
	row('1', { phone, phone_forms, email: 'ada@example.com', ...more });
const bob = (more: Partial<ContactRow> = {}): ContactRow =>
	row('2', {
		firstname: 'Bob',
		phone: '+13125550999',
		phone_forms: ['13125550999', '3125550999'],
		...more,
	});

const maybe = 'created: may be the same person as a contact typed in by hand';

describe('a contact typed in by hand', () => {
	it.each<[story: string, byHand: ByHand[], batch: ContactRow[], outcomes: string[]]>([
		['with the phone as ServiceTitan has it', [{ phone }], [ada()], ['linked']],
		['with the phone as people write it', [{ phone: '(312) 555-0100' }], [ada()], ['linked']],
		['with dots', [{ phone: '312.555.0100' }], [ada()], ['linked']],
		['with the country code', [{ phone: '1-312-555-0100' }], [ada()], ['linked']],
		['with 001', [{ phone: '001 312 555 0100' }], [ada()], ['linked']],
		['with 011', [{ phone: '011 1 312 555 0100' }], [ada()], ['linked']],
		['with an extension', [{ phone: '312-555-0100 ext. 12' }], [ada()], ['linked']],
		['with an x', [{ phone: '3125550100x12' }], [ada()], ['linked']],
		['with a #', [{ phone: '+1 (312) 555-0100 #12' }], [ada()], ['linked']],
		['with a word around it', [{ phone: 'Cell: 312-555-0100 (Ada)' }], [ada()], ['linked']],
		['as a link', [{ phone: 'tel:+1-312-555-0100;ext=12' }], [ada()], ['linked']],
		[
			'with a second number behind it',
			[{ phone: '312-555-0100 / 312-555-0777' }],
			[ada()],
			['linked'],
		],
		['with another phone', [{ phone: '312-555-0101' }], [ada()], ['created']],
		['with only the end of the phone', [{ phone: '555-0100' }], [ada()], ['created']],
		[
			'with no phone',
			[{ phone: '' }, { phone: null }],
			[ada({ phone: null, phone_forms: [] })],
			['created'],
		],
		['with the e-mail in other letters', [{ email: ' Ada@Example.COM ' }], [ada()], ['linked']],
		['with another e-mail', [{ email: 'ada@example.org' }], [ada()], ['created']],
		['with phone and e-mail', [{ phone, email: 'ada@example.com' }], [ada()], ['linked']],
		[
			'with its phone, and another e-mail',
			[{ phone, email: 'else@example.com' }],
			[ada()],
			['linked'],
		],
		['whose crm_id is an empty text', [{ phone, crm_id: '' }], [ada()], ['linked']],
		[
			'of a customer without phone_forms, by e-mail',
			[{ email: 'ada@example.com' }],
			[ada({ phone_forms: undefined })],
			['linked'],
		],
		['twice, with the same phone', [{ phone }, { phone: '312 555 0100' }], [ada()], [maybe]],
		[
			'twice, one with the phone and one with the e-mail',
			[{ phone }, { email: 'ada@example.com' }],
			[ada()],
			[maybe],
		],
		[
			'whose phone two customers of the batch have',
			[{ phone }],
			[ada(), bob({ phone, phone_forms })],
			[maybe, maybe],
		],
		[
			'whose e-mail two customers of the batch have',
			[{ email: 'ada@example.com' }],
			[ada(), bob({ email: 'ada@example.com' })],
			[maybe, maybe],
		],
		[
			'with the phone of one and the e-mail of another',
			[{ phone, email: 'bob@example.com' }],
			[ada(), bob({ email: 'bob@example.com' })],
			[maybe, maybe],
		],
		[
			'whose phone an inactive customer of the batch has too',
			[{ phone }],
			[ada(), bob({ phone, phone_forms, active: false })],
			[maybe, 'created'],
		],
		[
			'with its phone, while another customer of the batch shares the e-mail',
			[{ phone }],
			[ada(), bob({ email: 'ada@example.com' })],
			[maybe, 'created'],
		],
		[
			'whose phone another customer in the table has',
			[{ phone }, { phone: '312-555-0100', crm_id: '77' }],
			[ada()],
			[maybe],
		],
		[
			'whose e-mail another customer in the table has',
			[{ email: 'ada@example.com' }, { email: 'ADA@example.com', crm_id: '77' }],
			[ada()],
			[maybe],
		],
		[
			'with its phone, while another customer shares the e-mail',
			[{ phone }, { email: 'ada@example.com', crm_id: '77' }],
			[ada()],
			[maybe],
		],
		['of an inactive customer', [{ phone }], [ada({ active: false })], ['created']],
		['of a customer who has a contact already', [{ phone }, { crm_id: '1' }], [ada()], ['updated']],
		[
			'and each of two customers has its own',
			[{ phone }, { phone: '(312) 555-0999' }],
			[ada(), bob()],
			['linked', 'linked'],
		],
	])('%s', async (_story, byHand, batch, outcomes) => {
		const workspace = await newWorkspace(call);
		await typeIn(workspace, byHand);
		const before =
			await db.sql`select id, phone, email from contacts where workspace_id = ${workspace} and coalesce(crm_id, '') = ''`;
		const answer = await upsert(call, workspace, batch);
		expect(spoken(answer)).toEqual(outcomes);
		const count =
			await db.sql`select count(*)::int as n from contacts where workspace_id = ${workspace}`;
		const created = outcomes.filter((outcome) => outcome.startsWith('created')).length;
		expect(count[0]?.n).toBe(byHand.length + created);
		for (const { outcome, twin, contact_id } of answer.rows) {
			if (twin) expect(before.map(({ id }) => id as string)).toContain(twin);
			if (outcome === 'linked') expect(before.map(({ id }) => id as string)).toContain(contact_id);
			if (twin) expect(twin).not.toBe(contact_id);
		}
		// Whatever was not linked is as it was.
		const linked = answer.rows
			.filter(({ outcome }) => outcome === 'linked')
			.map((r) => r.contact_id);
		const after =
			await db.sql`select id, phone, email from contacts where workspace_id = ${workspace} and coalesce(crm_id, '') = ''`;
		expect([...after]).toEqual([...before].filter(({ id }) => !linked.includes(id)));
		// And twice is harmless.
		expect(spoken(await upsert(call, workspace, batch))).toEqual(outcomes.map(() => 'unchanged'));
	});

	it('in another workspace is a stranger', async () => {
		const workspace = await newWorkspace(call);
		await typeIn(await newWorkspace(call), [{ phone }]);
		expect(await upsert(call, workspace, [ada()])).toMatchObject({
			rows: [{ outcome: 'created', twin: null }],
		});
	});

	it('is left alone when linking is switched off, and not even searched for', async () => {
		const workspace = await newWorkspace(call);
		await typeIn(workspace, [{ phone }]);
		const answer = await upsert(call, workspace, [ada()], { options: { link: false } });
		expect(answer).toMatchObject({ rows: [{ outcome: 'created', twin: null }] });
	});

	it('becomes the customer: our values where there are some, its own otherwise, what was replaced is kept', async () => {
		const workspace = await newWorkspace(call);
		await typeIn(workspace, [
			{
				firstname: 'ada',
				lastname: 'L.',
				phone: '(312) 555-0100',
				email: 'old@example.com',
				metadata: { mine: 1, custom_fields: { theirs: 2 } },
			},
		]);
		const customer = ada({ email: null, lastname: null, custom_fields: { balance: 3 } });
		const answer = await upsert(call, workspace, [customer]);
		expect(spoken(answer)).toEqual(['linked']);
		expect(answer.counts).toMatchObject({ linked: 1, created: 0, updated: 0 });
		const [contact] = await db.sql`select * from contacts where workspace_id = ${workspace}`;
		expect(contact).toMatchObject({
			id: answer.rows[0]?.contact_id,
			crm_id: '1',
			firstname: 'Ada',
			lastname: 'L.',
			phone,
			email: 'old@example.com',
			source_modified_on: at(0),
			metadata: {
				mine: 1,
				custom_fields: {
					theirs: 2,
					balance: 3,
					beforeLinking: { firstname: 'ada', phone: '(312) 555-0100' },
				},
			},
		});
	});

	it('of two possible ones the older is named', async () => {
		const workspace = await newWorkspace(call);
		const older = '0d1a7c1e-3f0c-4a51-9c53-6f1f5c3f0999';
		await typeIn(workspace, [{ phone }, { phone, id: older }]);
		await db.sql`update contacts set created_at = now() - interval '1 day' where id = ${older}`;
		expect(await upsert(call, workspace, [ada()])).toMatchObject({ rows: [{ twin: older }] });
	});

	it('stays as it was when its customer cannot be written', async () => {
		const workspace = await newWorkspace(call);
		await typeIn(workspace, [{ phone: '(312) 555-0100' }]);
		const before = await db.sql`select * from contacts where workspace_id = ${workspace}`;
		const broken = ada({ source_read_at: 'not a time' });
		expect(await upsert(call, workspace, [broken, bob()])).toMatchObject({
			counts: { failed: 1, created: 1 },
		});
		const after =
			await db.sql`select * from contacts where workspace_id = ${workspace} and crm_id is null`;
		expect([...after]).toEqual([...before]);
	});

	it('is linked also when another row of the batch is refused', async () => {
		const workspace = await newWorkspace(call);
		await typeIn(workspace, [{ phone: '(312) 555-0100' }]);
		const broken = bob({ source_read_at: 'not a time' });
		expect(await upsert(call, workspace, [ada(), broken])).toMatchObject({
			rows: [{ outcome: 'linked' }, { outcome: 'failed' }],
		});
	});
});
