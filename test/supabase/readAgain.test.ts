import type { ContactRow } from '../../core/contact/contactRow';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

/**
 * Rows that are stored as they come are told by one comparison where nobody asks about each: whatever differs in one of
 * them must come out as it does where each is looked at.
 */
let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const earlier = '2026-07-01T11:59:59.0000000Z';
const fields = {
	balance: 12.5,
	mergedTo: null,
	tags: [1, 2],
	address: { street: 'Elm', unit: null },
};
const person = (id: string, more: object = {}): ContactRow =>
	row(id, { phone: `+1312555000${id}`, email: null, custom_fields: fields, ...more });
const others = ['1', '2', '3', '4', '6', '7', '8', '9'].map((id) => person(id));

const contacts = async (workspace: string) => [
	...(await db.sql<Array<{ crm_id: string; firstname: string; version: string }>>`
		select crm_id, firstname, lastname, phone, email, metadata, source_modified_on, source_read_at, xmin::text as version
		from contacts where workspace_id = ${workspace} order by crm_id, firstname`),
];

/** Stores nine, lets somebody do something to the fifth, and sends all of them again, the fifth otherwise. */
async function sentAgain(brief: boolean, { meanwhile = '', now = {} }: Story) {
	const workspace = await newWorkspace(call);
	await upsert(call, workspace, [...others, person('5')]);
	if (meanwhile) {
		await db.sql.unsafe(
			`update contacts set ${meanwhile} where workspace_id = '${workspace}' and crm_id = '5'`,
		);
	}
	const before = new Map((await contacts(workspace)).map((one) => [one.crm_id, one.version]));
	const rows = [...others.slice(0, 4), person('5', now), ...others.slice(4)];
	const { counts } = await upsert(call, workspace, rows, { options: { brief } });
	const after = (await contacts(workspace)).map(({ version, ...columns }) => ({
		...columns,
		touched: version !== before.get(columns.crm_id),
	}));
	return { counts, after };
}

interface Story {
	/** What somebody sets in the stored row. */
	meanwhile?: string;
	/** What is different in the row that comes again. */
	now?: object;
}

const inFields = (json: string): string =>
	`metadata = jsonb_set(metadata, '{custom_fields}', metadata->'custom_fields' || '${json}')`;

it.each<[story: string, outcome: object, Story]>([
	['nothing', { unchanged: 9 }, {}],
	['a later reading', { unchanged: 9 }, { now: { source_read_at: at(60) } }],
	['an earlier reading', { skipped: 1 }, { now: { source_read_at: at(0) } }],
	['a later version', { unchanged: 9 }, { now: { source_modified_on: at(1) } }],
	['an earlier version', { skipped: 1 }, { now: { source_modified_on: earlier } }],
	['no version', { unchanged: 9 }, { now: { source_modified_on: null } }],
	['another name', { updated: 1 }, { now: { firstname: 'Grace' } }],
	['no name', { updated: 1 }, { now: { firstname: null } }],
	['a name that is not told', { unchanged: 9 }, { now: { firstname: undefined } }],
	['another phone', { updated: 1 }, { now: { phone: '+13125559999' } }],
	['an e-mail', { updated: 1 }, { now: { email: 'ada@example.com' } }],
	['a field more', { updated: 1 }, { now: { custom_fields: { ...fields, active: true } } }],
	['a field less', { unchanged: 9 }, { now: { custom_fields: { balance: 12.5 } } }],
	['a field cleared', { updated: 1 }, { now: { custom_fields: { ...fields, balance: null } } }],
	[
		'a field inside a field',
		{ updated: 1 },
		{ now: { custom_fields: { ...fields, address: {} } } },
	],
	['no fields', { unchanged: 9 }, { now: { custom_fields: undefined } }],
	['fields that are none', { unchanged: 9 }, { now: { custom_fields: 'none' } }],
	['a column typed over', { updated: 1 }, { meanwhile: `lastname = 'Typed'` }],
	['a column emptied', { updated: 1 }, { meanwhile: `phone = null` }],
	['a field of their own', { unchanged: 9 }, { meanwhile: inFields('{"theirs": 1}') }],
	['a field of ours typed over', { updated: 1 }, { meanwhile: inFields('{"balance": 0}') }],
	['a cleared field filled', { updated: 1 }, { meanwhile: inFields('{"mergedTo": 7}') }],
	[
		'a cleared field filled with null',
		{ updated: 1 },
		{ meanwhile: inFields('{"mergedTo": null}') },
	],
	[
		'something beside the fields',
		{ unchanged: 9 },
		{ meanwhile: `metadata = metadata || '{"a": 1}'` },
	],
	['no metadata', { updated: 1 }, { meanwhile: `metadata = null` }],
	['metadata that is a list', { failed: 1 }, { meanwhile: `metadata = '[]'` }],
	['a stored version unknown', { unchanged: 9 }, { meanwhile: 'source_modified_on = null' }],
	['a stored reading unknown', { unchanged: 9 }, { meanwhile: 'source_read_at = null' }],
	['a reading that is no moment', { failed: 1 }, { now: { source_read_at: 'unknown' } }],
	['columns of their own', { failed: 1 }, { now: { columns: { nowhere: 1 } } }],
	['newer by its reading', { unchanged: 9 }, { now: { by_reading: true, source_read_at: at(9) } }],
	['older by its reading', { skipped: 1 }, { now: { by_reading: true, source_read_at: at(0) } }],
])('%s', async (_story, outcome, story) => {
	const told = await sentAgain(false, story);
	const counted = await sentAgain(true, story);
	expect(told.counts).toMatchObject({ unchanged: 8, ...outcome });
	expect(counted).toEqual(told);
});

it('of a customer with two contacts, the first of them counts', async () => {
	await db.sql.unsafe('drop index contacts_workspace_id_crm_id_key');
	const twice = async (brief: boolean) => {
		const workspace = await newWorkspace(call);
		await upsert(call, workspace, [...others, person('5', { firstname: 'First' })]);
		await db.sql`
			insert into contacts (workspace_id, crm_id, firstname, lastname, phone, metadata, source_modified_on, source_read_at, created_at)
			select workspace_id, crm_id, 'Ada', lastname, phone, metadata, source_modified_on, source_read_at, created_at + interval '1 day'
			from contacts where workspace_id = ${workspace} and crm_id = '5'`;
		const { counts } = await upsert(call, workspace, [...others, person('5')], {
			options: { brief },
		});
		return { counts, names: (await contacts(workspace)).map(({ firstname }) => firstname) };
	};
	const told = await twice(false);
	const counted = await twice(true);
	expect(told.counts).toMatchObject({ updated: 1, unchanged: 8 });
	expect(counted).toEqual(told);
});
