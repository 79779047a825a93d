import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { handedOut, newWorkspace } from './support/runs';

interface Suspected {
	unique_key: boolean;
	same_customer: number;
	hand_made: number;
	shared: number;
	examples: Array<{
		kind: string;
		by: string;
		value: string;
		contacts: Array<{ id: string; crm_id: string | null; name: string | null }>;
	}>;
}

describe('suspected duplicates', () => {
	let db: FreshDatabase;
	let call: Call;
	let workspace: string;
	beforeAll(async () => {
		db = await freshDatabase();
		call = callerOf(db.sql);
	});
	beforeEach(async () => {
		workspace = await newWorkspace(call);
	});
	afterAll(() => db.drop());

	const add = async (contact: Record<string, unknown>) =>
		await db.sql`insert into contacts ${db.sql({ workspace_id: workspace, ...contact } as never)}`;
	const asked = async (limit = 10, workspace_id = workspace) =>
		(await call('suspected_duplicates', { workspace_id, limit })) as unknown as Suspected;
	const counts = async () => {
		const { same_customer, hand_made, shared } = await asked();
		return { same_customer, hand_made, shared };
	};
	const none = { same_customer: 0, hand_made: 0, shared: 0 };

	it('are none where every phone and e-mail is on one contact', async () => {
		await add({ crm_id: '1', phone: '+13125550001', email: 'a@example.com' });
		await add({ crm_id: '2', phone: '+13125550002', email: 'b@example.com' });
		await add({ crm_id: null, phone: '(312) 555-0003', email: 'c@example.com' });
		expect(await asked()).toEqual({ unique_key: true, ...none, examples: [] });
	});

	it.each<[story: string, twin: Record<string, unknown>]>([
		['its phone, however typed', { phone: '(312) 555-0001' }],
		['its phone with the country code', { phone: '001 312 555 0001' }],
		['its phone with an extension', { phone: '312-555-0001 ext. 12' }],
		['its e-mail in other letters', { email: ' A@Example.com ' }],
	])('name a contact typed in by hand that has %s', async (_story, twin) => {
		await add({
			crm_id: '1',
			firstname: 'Ada',
			lastname: 'Byron',
			phone: '+13125550001',
			email: 'a@example.com',
		});
		await add({ crm_id: null, firstname: 'ada', ...twin });
		const { examples, ...rest } = await asked();
		expect(rest).toEqual({ unique_key: true, ...none, hand_made: 1 });
		expect(examples).toMatchObject([
			{
				kind: 'hand_made',
				contacts: [
					{ crm_id: null, name: 'ada' },
					{ crm_id: '1', name: 'Ada Byron' },
				],
			},
		]);
	});

	it('name customers who share a phone or an e-mail, the worst kind first', async () => {
		await add({ crm_id: '1', phone: '+13125550001', email: 'a@example.com' });
		await add({ crm_id: '2', phone: '+13125550001', email: 'b@example.com' });
		await add({ crm_id: '3', phone: '+13125550003', email: 'b@example.com' });
		await add({ crm_id: '', email: 'a@example.com' });
		expect(await counts()).toEqual({ ...none, shared: 2, hand_made: 1 });
		const { examples } = await asked();
		expect(examples.map(({ kind, by, value }) => [kind, by, value])).toEqual([
			['hand_made', 'email', 'a@example.com'],
			['shared', 'phone', '3125550001'],
			['shared', 'email', 'b@example.com'],
		]);
		expect((await asked(1)).examples).toHaveLength(1);
	});

	it('leave out customers that were merged or deactivated, other workspaces and numbers too short', async () => {
		await add({ crm_id: '1', phone: '+13125550001', email: 'a@example.com' });
		const metadata = db.sql.json({ custom_fields: { active: false, mergedTo: 1 } });
		await add({ crm_id: '2', phone: '+13125550001', email: 'a@example.com', metadata });
		await add({ crm_id: '3', phone: '911' });
		await add({ crm_id: '4', phone: '911' });
		const other = await newWorkspace(call);
		await add({ workspace_id: other, crm_id: '1', phone: '+13125550001', email: 'a@example.com' });
		expect(await counts()).toEqual(none);
	});

	it('name a customer with several contacts, and the key that is missing', async () => {
		await db.sql`drop index contacts_workspace_id_crm_id_key`;
		try {
			await add({ crm_id: '7' });
			await add({ crm_id: '7' });
			const { unique_key, same_customer, examples } = await asked();
			expect({ unique_key, same_customer }).toEqual({ unique_key: false, same_customer: 1 });
			expect(examples).toMatchObject([{ kind: 'same_customer', by: 'crm_id', value: '7' }]);
			expect(examples[0]?.contacts).toHaveLength(2);
		} finally {
			await db.sql`delete from contacts where crm_id = '7'`;
			await db.sql`create unique index contacts_workspace_id_crm_id_key on contacts (workspace_id, crm_id)`;
		}
	});

	it('are found among 30,000 contacts within the time the API gives a statement', async () => {
		await db.sql`insert into contacts (workspace_id, crm_id, firstname, phone, email)
			select ${workspace}, n::text, 'Ada', '+1' || (3120000000 + n), 'a' || (n % 29990) || '@example.com'
			from generate_series(1, 30000) n`;
		await db.sql`analyze contacts`;
		const found = (await db.sql.begin(async (transaction) => {
			await transaction`set local statement_timeout = '8s'`;
			const [row] = await transaction`
				select servicetitan_suspected_duplicates(${workspace}, 3) as answer`;
			return row?.answer as Suspected;
		})) as Suspected;
		expect(found).toMatchObject({ shared: 10, hand_made: 0 });
		expect(found.examples).toHaveLength(3);
	});

	it('are none in a workspace that is not there', async () => {
		expect(await asked(10, 'nowhere')).toEqual({ unique_key: true, ...none, examples: [] });
	});
});

describe('the facts for a diagnosis', () => {
	let db: FreshDatabase;
	let call: Call;
	beforeAll(async () => {
		db = await freshDatabase();
		call = callerOf(db.sql);
	});
	afterAll(() => db.drop());

	it('name the commonest reasons of rows that fail, each with some customers', async () => {
		const workspace_id = await newWorkspace(call);
		await db.sql`insert into servicetitan_sync_failures (workspace_id, crm_id, reason, first_failed_at, status)
			select ${workspace_id}, n::text, case when n < 5 then 'too long' else 'no e-mail' end,
				timestamptz '2026-07-01 12:00Z' + n * interval '1 minute', case when n = 7 then 'gone' else 'open' end
			from generate_series(1, 7) n`;
		await db.sql`update servicetitan_sync_state set run_by_workflow = ' w7 ' where workspace_id = ${workspace_id}`;
		expect(await call('diagnosis_facts', { workspace_id })).toEqual({
			failing: 6,
			gone: 1,
			waiting: 0,
			run_by_workflow: 'w7',
			reasons: [
				{
					reason: 'too long',
					rows: 4,
					crm_ids: ['1', '2', '3'],
					since: '2026-07-01T12:01:00.000000Z',
				},
				{
					reason: 'no e-mail',
					rows: 2,
					crm_ids: ['5', '6'],
					since: '2026-07-01T12:05:00.000000Z',
				},
			],
		});
	});

	it('count the customers that an open run waits for', async () => {
		const workspace_id = await newWorkspace(call);
		await handedOut(call, workspace_id, ['1', '2', '3']);
		expect(await call('diagnosis_facts', { workspace_id })).toMatchObject({ waiting: 3 });
	});

	it('are refused for a workspace that is not there', async () => {
		expect(await call('diagnosis_facts', { workspace_id: 'nowhere' })).toMatchObject({
			outcome: 'unknown_workspace',
		});
	});
});
