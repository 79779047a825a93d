import type { ContactRow } from '../../core/contact/contactRow';
import { OWN_FIELDS } from '../../core/contact/customFields';
import { rowInBrief } from '../../core/contact/rowInBrief';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

/** A row that leaves out what the database knows by itself must come out as the row it stands for. */
let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

const fields = {
	...{ customerType: 'Residential', balance: 0, tags: [1, 2] },
	address: { street: 'Elm', unit: null },
	...{ doNotMail: false, doNotService: false, taxExempt: false, nationalAccount: false },
	...{ active: true, mergedTo: null, customerCreatedOn: at(0) },
	...{ doNotText: null, phoneExtension: '7' },
};
const ada = (more: Partial<ContactRow> = {}): ContactRow =>
	row('1', {
		...{ phone: '+13125550100', phone_forms: ['13125550100', '3125550100'] },
		custom_fields: fields,
		...more,
	});

it('has the list of our keys that the package has', async () => {
	const [found] = await db.sql`select servicetitan_own_fields() as own`;
	expect(found?.own).toEqual(OWN_FIELDS);
	expect(Object.keys(fields).sort()).toEqual([...OWN_FIELDS].sort());
});

interface Story {
	/** What stands in the table before. */
	before?: { custom_fields?: unknown; phone?: string; crm_id?: string | null };
	/** What is different in the row that comes. */
	comes?: Partial<ContactRow>;
}

type Form = (row: ContactRow) => object;

/** What is told of the row, and what stands there then. */
async function written(form: Form, brief: boolean, { before = {}, comes = {} }: Story) {
	const workspace = await newWorkspace(call);
	const { custom_fields = fields, crm_id = '1', phone = '+13125550100' } = before;
	const metadata = { theirs: 1, custom_fields } as never;
	await db.sql`
		insert into contacts (workspace_id, crm_id, firstname, lastname, phone, metadata, source_modified_on, source_read_at)
		values (${workspace}, ${crm_id}, 'Ada', 'Lovelace', ${phone}, ${db.sql.json(metadata)}, ${at(0)}, ${at(1)})`;
	const rows = [form(ada({ source_modified_on: at(9), source_read_at: at(10), ...comes }))];
	const answer = await upsert(call, workspace, rows as ContactRow[], {
		options: { brief, link: true },
	});
	const contacts = await db.sql`
		select crm_id, firstname, lastname, phone, email, metadata, source_modified_on, source_read_at
		from contacts where workspace_id = ${workspace} order by crm_id`;
	const rowsTold = answer.rows.map(({ contact_id: _, twin, ...told }) => ({
		...told,
		twin: !!twin,
	}));
	return { counts: answer.counts, rowsTold, contacts: [...contacts] };
}

const stored = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

it.each<[story: string, outcome: string, Story]>([
	['as it is stored', 'unchanged', { before: { custom_fields: stored } }],
	['where nulls are stored', 'updated', {}],
	['beside keys of theirs', 'unchanged', { before: { custom_fields: { ...stored, mine: null } } }],
	[
		'where a key of ours is stale',
		'updated',
		{ before: { custom_fields: { ...stored, mergedTo: 7 } } },
	],
	[
		'where a stale one stands beside one of theirs',
		'updated',
		{ before: { custom_fields: { ...stored, doNotText: true, mine: 1 } } },
	],
	[
		'where another value stands',
		'updated',
		{ before: { custom_fields: { ...stored, balance: 5 } } },
	],
	['where none stand', 'updated', { before: { custom_fields: {} } }],
	['where null stands', 'updated', { before: { custom_fields: null } }],
	['where a list stands', 'updated', { before: { custom_fields: ['mergedTo'] } }],
	[
		'after it was linked',
		'unchanged',
		{ before: { custom_fields: { ...stored, beforeLinking: { phone: '1' } } } },
	],
	['of a customer who is inactive', 'updated', { comes: { active: false, phone: null } }],
	[
		'without a key of ours, which stays',
		'unchanged',
		{
			before: { custom_fields: { ...stored, mergedTo: 7 } },
			comes: { custom_fields: { ...fields, mergedTo: undefined } },
		},
	],
	['of a new customer', 'created', { before: { crm_id: '2' } }],
	['of a contact typed in by hand', 'linked', { before: { crm_id: null, phone: '312 555 0100' } }],
	[
		'of one with a British number',
		'linked',
		{
			before: { crm_id: null, phone: '020 7946 0958' },
			comes: {
				phone: '+442079460958',
				phone_forms: ['442079460958', '2079460958', '02079460958'],
			},
		},
	],
	[
		'of one whose number cannot be read',
		'created',
		{ before: { crm_id: null, phone: '+13125550100' }, comes: { phone_forms: [] } },
	],
	[
		'of one whose phone another customer has',
		'created',
		{ before: { crm_id: '2', phone: '312 555 0100' } },
	],
])('%s', async (_story, outcome, story) => {
	const whole: Form = (given) => given;
	const expected = await written(whole, false, story);
	expect(expected.counts).toMatchObject({ [outcome]: 1 });
	expect(await written(rowInBrief, false, story)).toEqual(expected);
	const counted = { ...expected, rowsTold: [] };
	expect(await written(rowInBrief, true, story)).toEqual(counted);
});

it('takes null in it for a key that is missing', async () => {
	const form: Form = (given) => ({ ...given, all_fields: true });
	const story = { before: { custom_fields: { ...stored, mergedTo: 7, doNotText: false } } };
	expect(await written(form, false, story)).toEqual(await written(rowInBrief, false, story));
});
