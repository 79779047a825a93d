import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { applyTexts } from './support/migrations';
import { makeOldTables, oldWorkspace, type OldTypes } from './support/oldSystem';
import { at, row, upsert } from './support/rows';
import { handedOut, newWorkspace, start, tenant } from './support/runs';

describe('what the database knows of a customer', () => {
	let db: FreshDatabase;
	let call: Call;
	let workspace_id: string;
	beforeAll(async () => {
		db = await freshDatabase();
		call = callerOf(db.sql);
	});
	beforeEach(async () => {
		workspace_id = await newWorkspace(call);
	});
	afterAll(() => db.drop());

	const evidence = async (crm_id: string | null, contact: object = {}) =>
		await call('customer_evidence', { workspace_id, crm_id, contact });

	it('is nothing of a customer whom nobody has seen, and how far the workspace is', async () => {
		expect(await evidence('7')).toEqual({
			outcome: 'evidence',
			now: expect.any(String),
			sync_enabled: true,
			initial_sync_completed: false,
			initial_sync_open: false,
			cursor: null,
			window: null,
			newest_read_at: null,
			run: null,
			contacts: [],
			elsewhere: [],
			failure: null,
			handed_out: null,
			delivered: null,
			last_outcome: null,
		});
	});

	it('its contact, why it failed, what a run remembers, and what became of it last', async () => {
		const { run_id } = await handedOut(call, workspace_id, ['1', '2', '3']);
		const broken = { crm_id: '2', set_aside: 'failed', reason: 'unreadable' };
		await upsert(call, workspace_id, [row('1'), broken], { run_id, batch_id: randomUUID() });
		expect(await evidence(' 1 ')).toMatchObject({
			run: { run_id },
			contacts: [{ crm_id: '1', own: true, by_phone: false, source_modified_on: at(0) }],
			handed_out: { run_status: 'running', is_current: true, outcome: 'created' },
			last_outcome: { outcome: 'created', reason: null },
		});
		expect(await evidence('2')).toMatchObject({
			failure: { reason: 'unreadable', attempts: 1, status: 'open' },
			last_outcome: { outcome: 'failed', reason: 'unreadable' },
		});
		expect(await evidence('3')).toMatchObject({
			handed_out: { acknowledged_at: null, lease_expired: false },
		});
		const delivered = { customer: { '3': `${at(0)} 1f` } };
		await call('finish_run', { workspace_id, run_id, when: 'now', commit: { delivered } });
		expect(await evidence('3')).toMatchObject({
			run: null,
			delivered: `${at(0)} 1f`,
			handed_out: { run_status: 'completed_with_failures', is_current: false },
		});
	});

	it('whoever has its phone or e-mail, by the rules of linking, and into whom it was merged', async () => {
		await upsert(call, workspace_id, [row('8'), row('9', { email: 'Ann@example.com' })]);
		await db.sql`insert into contacts (workspace_id, phone, email, created_at) values
			(${workspace_id}, '(312) 555-0007 ext. 3', null, now() + interval '1 second'),
			(${workspace_id}, null, ' ANN@example.com ', now() + interval '2 seconds'),
			(${workspace_id}, '312', 'other@example.com', now() + interval '3 seconds')`;
		const known = {
			phone_forms: ['13125550007', '3125550007'],
			email: 'ann@example.com',
			merged_to: 8,
		};
		const { contacts } = await evidence('7', known);
		expect(contacts).toMatchObject([
			{ crm_id: '8', merged: true, by_phone: false },
			{ crm_id: '9', by_email: true },
			{ crm_id: null, by_phone: true, by_email: false },
			{ crm_id: null, by_phone: false, by_email: true },
		]);
		const [first] = contacts as Array<{ id: string }>;
		expect((await evidence(null, { id: first?.id.toUpperCase() })).contacts).toMatchObject([
			{ id: first?.id, by_id: true, own: false },
		]);
	});

	it('nothing of other workspaces, but for the rows that an old key would let stand in its way', async () => {
		const other = await newWorkspace(call);
		const { run_id } = await handedOut(call, other, ['7']);
		await upsert(call, other, [row('7')], { run_id, batch_id: randomUUID() });
		const known = { phone_forms: ['13125550007'] };
		expect(await evidence('7', known)).toMatchObject({
			...{ contacts: [], elsewhere: [], handed_out: null, last_outcome: null },
		});
		const { elsewhere } = await evidence('7', { elsewhere: true });
		expect(elsewhere).toEqual([expect.any(String)]);
	});

	it('changes nothing, and knows which workspaces there are', async () => {
		await start(call, workspace_id);
		const before = await db.sql`select xmin::text, * from servicetitan_sync_state order by 2`;
		await evidence('7', { phone_forms: ['13125550007'] });
		const after = await db.sql`select xmin::text, * from servicetitan_sync_state order by 2`;
		expect([...after]).toEqual([...before]);
		expect(await call('customer_evidence', { workspace_id: 'nowhere', crm_id: '7' })).toEqual({
			outcome: 'unknown_workspace',
			workspace_id: 'nowhere',
		});
	});
});

it.each<[story: string, types: OldTypes]>([
	['text', { workspace: 'text', stateWorkspace: 'text', cursor: 'text' }],
	[
		'numbers',
		{ workspace: 'bigint', stateWorkspace: 'bigint', crmId: 'bigint', cursor: 'timestamp' },
	],
	['uuids', { workspace: 'uuid', stateWorkspace: 'text', cursor: 'timestamptz' }],
])('in a database of the old system, with %s for workspaces, it is found too', async (_, types) => {
	const db = await freshDatabase({ migrated: false });
	await makeOldTables(db.sql, types);
	await applyTexts(db.sql);
	const call = callerOf(db.sql);
	const workspace_id = oldWorkspace(types);
	const ask = async (workspace: string, crm_id: string) =>
		await call('customer_evidence', {
			workspace_id: workspace,
			crm_id,
			contact: { phone_forms: ['3125550103'], elsewhere: true },
		});
	expect((await ask(workspace_id, '1')).contacts).toMatchObject([
		{ crm_id: '1', own: true },
		{ crm_id: null, by_phone: true },
	]);
	expect((await ask(workspace_id, 'x7')).contacts).toMatchObject([{ by_phone: true }]);
	await call('set_up_workspace', { workspace_id: 'word', ...tenant }).catch(() => undefined);
	expect(['evidence', 'unknown_workspace']).toContain((await ask('word', '1')).outcome);
	await db.drop();
});
