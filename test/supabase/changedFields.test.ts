import type { ContactRow } from '../../core/contact/contactRow';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { at, row, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
	await db.sql.unsafe(
		`alter table contacts add visits int, add details json, add "it's odd %s" text`,
	);
});
afterAll(() => db.drop());

const ODD = "it's odd %s";

const full = (more: Partial<ContactRow> = {}): ContactRow =>
	row('1', {
		...{ phone: '+13125550001', email: 'ada@example.com' },
		custom_fields: { type: 'Residential', balance: 0, address: { city: 'Chicago', zip: null } },
		columns: { visits: 1, details: { a: [1] }, [ODD]: 'x' },
		...more,
	});

/** Stores the customer, changes what stands there as a person might, and writes it again. */
async function writtenAgain(again: Partial<ContactRow>, metadata?: unknown) {
	const workspace = await newWorkspace(call);
	await upsert(call, workspace, [full()]);
	if (metadata !== undefined) {
		await db.sql`
			update contacts set metadata = ${db.sql.json(metadata as never)} where workspace_id = ${workspace}`;
	}
	const newer = full({ source_modified_on: at(9), source_read_at: at(10), ...again });
	const { rows } = await upsert(call, workspace, [newer], { options: { link: true } });
	return rows[0];
}

describe('an update names what has another value now', () => {
	it.each<[story: string, again: Partial<ContactRow>, changed: string[]]>([
		['the first name', { firstname: 'Grace' }, ['firstname']],
		['the last name, emptied', { lastname: null }, ['lastname']],
		['the phone, gone', { phone: null }, ['phone']],
		['the e-mail', { email: 'grace@example.com' }, ['email']],
		['phone and e-mail', { phone: '+13125550002', email: null }, ['phone', 'email']],
		[
			'only the e-mail, while the phone is left alone',
			{ phone: undefined, email: null },
			['email'],
		],
		['a custom field', { custom_fields: { balance: 1, type: 'Residential' } }, ['balance']],
		['several, by their names', { custom_fields: { type: 'x', balance: 2 } }, ['balance', 'type']],
		['a new one', { custom_fields: { tags: ['vip'] } }, ['tags']],
		['one inside another', { custom_fields: { address: { city: 'Berlin' } } }, ['address']],
		['one that is cleared', { custom_fields: { type: null } }, ['type']],
		[
			'not one that is cleared and was not there',
			{ custom_fields: { tags: null, type: 'x' } },
			['type'],
		],
		["a column of the user's", { columns: { visits: 2 } }, ['visits']],
		['one without equality', { columns: { details: { a: [2] } } }, ['details']],
		['one with an odd name, emptied', { columns: { [ODD]: null } }, [ODD]],
		[
			"columns first, then custom fields, then the user's columns",
			{ lastname: 'Hopper', custom_fields: { type: 'x' }, columns: { visits: 2 } },
			['lastname', 'type', 'visits'],
		],
	])('%s', async (_story, again, changed) => {
		expect(await writtenAgain(again)).toMatchObject({ outcome: 'updated', changed });
	});

	it.each<[story: string, metadata: unknown, changed: string[]]>([
		['nothing', null, ['tags', 'type']],
		['no custom fields', { mine: 1 }, ['tags', 'type']],
		['null', { custom_fields: null }, ['tags', 'type']],
		['an empty list', { custom_fields: [] }, ['tags', 'type']],
		[
			'a list that holds the name of one that is cleared',
			{ custom_fields: ['balance'] },
			['tags', 'type'],
		],
		[
			'a text that is the name of one that is cleared',
			{ custom_fields: 'balance' },
			['tags', 'type'],
		],
		[
			'another value, and one that is cleared',
			{ custom_fields: { type: 'y', balance: null } },
			['balance', 'tags', 'type'],
		],
		['the same value', { custom_fields: { type: 'x', mine: 2 } }, ['tags']],
	])('where metadata holds %s', async (_story, metadata, changed) => {
		const custom_fields = { type: 'x', tags: [], balance: null };
		expect(await writtenAgain({ custom_fields }, metadata)).toMatchObject({
			...{ outcome: 'updated', changed },
		});
	});
});

describe('nothing is named', () => {
	it.each<[story: string, again: Partial<ContactRow>, outcome: string]>([
		['of a row that is as it was', {}, 'unchanged'],
		['of an inactive customer that keeps its phone', { active: false, phone: null }, 'unchanged'],
		[
			'of an older version',
			{ firstname: 'Old', source_modified_on: '2026-06-30T12:00:00.0000000Z' },
			'skipped',
		],
		['of a row that Supabase refuses', { columns: { visits: 'many' } }, 'failed'],
	])('%s', async (_story, again, outcome) => {
		const written = await writtenAgain(again);
		expect(written?.outcome).toBe(outcome);
		expect(written).not.toHaveProperty('changed');
	});

	it('of a contact that is new, nor of one that was linked', async () => {
		const workspace = await newWorkspace(call);
		await db.sql`
			insert into contacts (workspace_id, firstname, phone) values (${workspace}, 'Typed', '312 555 0001')`;
		const typed = full({ phone_forms: ['13125550001', '3125550001'] });
		const { rows } = await upsert(call, workspace, [typed, row('2')]);
		expect(rows.map(({ outcome }) => outcome)).toEqual(['linked', 'created']);
		for (const written of rows) expect(written).not.toHaveProperty('changed');
	});
});

it('a dry run names the same as the run that follows it', async () => {
	const workspace = await newWorkspace(call);
	await upsert(call, workspace, [full()]);
	const newer = [full({ firstname: 'Grace', custom_fields: { type: null } })];
	const dry = await upsert(call, workspace, newer, { options: { dry_run: true } });
	const real = await upsert(call, workspace, newer);
	expect(real.rows).toMatchObject([{ outcome: 'updated', changed: ['firstname', 'type'] }]);
	expect(dry.rows).toEqual(real.rows);
});
