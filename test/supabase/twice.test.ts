import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { restCall } from '../support/supabase/restCall';
import { callerOf, type Call } from './support/callers';
import { at, row, spoken, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

let db: FreshDatabase;
let call: Call;
let workspace: string;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
	await db.sql.unsafe(`
		alter table contacts add ratio real, add exact numeric(6, 2), add since timestamptz, add day date, add tags text[],
			add code char(6), add extra json, add shape point, add spent interval`);
});
beforeEach(async () => {
	workspace = await newWorkspace(call);
});
afterAll(() => db.drop());

/** The body as it is written here: JavaScript would tidy the numbers first. */
async function send(rowJson: string): Promise<string> {
	const body = `{"p_workspace_id": "${workspace}", "p_rows": [${rowJson}]}`;
	const answer = await restCall(db.url, {
		path: 'rpc/servicetitan_upsert_contacts',
		body,
		apikey: db.secretKey,
	});
	const { rows } = answer.body as { rows: Array<{ outcome: string }> };
	return rows[0]?.outcome ?? '';
}

const contact = async () => {
	const [found] =
		await db.sql`select xmin::text, * from contacts where workspace_id = ${workspace}`;
	return found;
};

const rowJson = (more: string): string =>
	`{"crm_id": "1", "phone": "+13125550001", "active": true, "source_modified_on": "${at(0)}", "source_read_at": "${at(1)}", ${more}}`;

describe('the same, spelled in another way, is the same: nothing is written', () => {
	it.each<[story: string, first: string, again: string]>([
		[
			'a number with zeros behind',
			'"custom_fields": {"balance": 12.5}',
			'"custom_fields": {"balance": 12.500}',
		],
		[
			'a number with an exponent',
			'"custom_fields": {"balance": 100}',
			'"custom_fields": {"balance": 1e2}',
		],
		[
			'a fraction that no float holds',
			'"custom_fields": {"b": 0.1}',
			'"custom_fields": {"b": 0.10000000000000000000}',
		],
		['zero below zero', '"custom_fields": {"b": 0}', '"custom_fields": {"b": -0}'],
		[
			'keys in another order',
			'"custom_fields": {"a": 1, "b": {"c": 1, "d": 2}}',
			'"custom_fields": {"b": {"d": 2, "c": 1}, "a": 1}',
		],
		[
			'a key twice, of which the last counts',
			'"custom_fields": {"a": 1}',
			'"custom_fields": {"a": 9, "a": 1}',
		],
		['letters written as escapes', '"firstname": "Zoë"', '"firstname": "Zo\\u00eb"'],
		[
			'a cleared key that was never there',
			'"custom_fields": {"a": 1}',
			'"custom_fields": {"a": 1, "b": null}',
		],
		['a float', '"columns": {"ratio": 0.1}', '"columns": {"ratio": 0.100}'],
		[
			'a number with more digits than its column',
			'"columns": {"exact": 1.004}',
			'"columns": {"exact": 1.0040000001}',
		],
		[
			'a moment in another zone',
			'"columns": {"since": "2026-07-01T12:00:00Z"}',
			'"columns": {"since": "2026-07-01T07:00:00-05:00"}',
		],
		[
			'a day with a time',
			'"columns": {"day": "2026-07-01"}',
			'"columns": {"day": "2026-07-01T23:59:59"}',
		],
		['text that is padded', '"columns": {"code": "ab"}', '"columns": {"code": "ab    "}'],
		['an array', '"columns": {"tags": ["a", "b"]}', '"columns": {"tags": [ "a","b" ]}'],
		['an interval', '"columns": {"spent": "90 minutes"}', '"columns": {"spent": "01:30"}'],
		['a point', '"columns": {"shape": "(1,2)"}', '"columns": {"shape": "(1.0, 2.0)"}'],
		[
			'JSON that keeps its spelling',
			'"columns": {"extra": {"a": 1}}',
			'"columns": {"extra": {"a":1}}',
		],
	])('the same in another spelling is not written: %s', async (_story, first, again) => {
		expect(await send(rowJson(first))).toBe('created');
		const before = await contact();
		expect(await send(rowJson(again))).toBe('unchanged');
		expect(await contact()).toEqual(before);
	});
});

describe('what is not the same is written', () => {
	it.each<[story: string, first: string, again: string]>([
		['empty text is not null', '"firstname": ""', '"firstname": null'],
		['null is not empty text', '"email": null', '"email": ""'],
		['zero is not false', '"custom_fields": {"a": 0}', '"custom_fields": {"a": false}'],
		['a number is not its text', '"custom_fields": {"a": 1}', '"custom_fields": {"a": "1"}'],
		[
			'an empty object is not an empty array',
			'"custom_fields": {"a": {}}',
			'"custom_fields": {"a": []}',
		],
		['an order in an array', '"custom_fields": {"a": [1, 2]}', '"custom_fields": {"a": [2, 1]}'],
		['a letter and its capital', '"lastname": "de Boer"', '"lastname": "De Boer"'],
		['a letter in one piece and in two', '"lastname": "Zo\\u00eb"', '"lastname": "Zoe\\u0308"'],
		['a blank behind', '"lastname": "Ada"', '"lastname": "Ada "'],
	])('what differs is written: %s', async (_story, first, again) => {
		expect(await send(rowJson(first))).toBe('created');
		const before = await contact();
		expect(await send(rowJson(again))).toBe('updated');
		expect((await contact())?.xmin).not.toBe(before?.xmin);
		expect(await send(rowJson(again))).toBe('unchanged');
	});
});

describe('which of two versions is the newer one, whatever is known of their age', () => {
	const older = 'skipped: a newer version is stored already';
	const known = { source_modified_on: at(10), source_read_at: at(20) };
	it.each<[story: string, stored: object, next: object, outcome: string]>([
		[
			'neither has an age: the later call',
			{ source_modified_on: null, source_read_at: null },
			{ source_modified_on: null, source_read_at: null },
			'updated',
		],
		[
			'only the new one has an age',
			{ source_modified_on: null, source_read_at: null },
			known,
			'updated',
		],
		[
			'only the stored one has an age',
			known,
			{ source_modified_on: null, source_read_at: null },
			'updated',
		],
		[
			'the same version, the stored one of unknown reading',
			{ ...known, source_read_at: null },
			{ ...known, source_read_at: at(1) },
			'updated',
		],
		['the same version, the same reading', known, known, 'updated'],
		[
			'the same version, read a microsecond earlier',
			known,
			{ ...known, source_read_at: '2026-07-01T12:00:19.9999990Z' },
			older,
		],
		[
			'a later version of unknown reading',
			known,
			{ source_modified_on: at(11), source_read_at: null },
			'updated',
		],
		[
			'an earlier version of unknown reading',
			known,
			{ source_modified_on: at(9), source_read_at: null },
			older,
		],
		[
			'no version, though read earlier',
			known,
			{ source_modified_on: null, source_read_at: at(1) },
			'updated',
		],
	])('an older version never goes over a newer one: %s', async (_story, stored, next, outcome) => {
		await upsert(call, workspace, [row('1', stored)]);
		const answer = await upsert(call, workspace, [row('1', { ...next, firstname: 'Next' })]);
		expect(spoken(answer)).toEqual([outcome]);
		expect((await contact())?.firstname).toBe(outcome === older ? 'Ada' : 'Next');
	});

	it('what has no age of its own does not let an old version in afterwards', async () => {
		await upsert(call, workspace, [row('1', known)]);
		const ageless = { source_modified_on: null, source_read_at: null };
		await upsert(call, workspace, [row('1', { ...ageless, firstname: 'By hand' })]);
		const old = row('1', { source_modified_on: at(5), source_read_at: at(6), firstname: 'Old' });
		expect(spoken(await upsert(call, workspace, [old]))).toEqual([older]);
		expect((await contact())?.firstname).toBe('By hand');
	});
});
