import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';

let db: FreshDatabase;
beforeAll(async () => {
	db = await freshDatabase();
});
afterAll(() => db.drop());

it.each<[typed: string | null, digits: string | null]>([
	['+1 (312) 555-0100', '13125550100'],
	['00 49 30 1234567', '49301234567'],
	['312-555-0100 x7', '3125550100'],
	['312-555-0100 extension 7', '3125550100'],
	['312-555-0100,,7', '3125550100'],
	['312,555,0100', '3125550100'],
	['Fax 312-555-0100', '3125550100'],
	['(312)555-0100  Ext7', '3125550100'],
	['555', '555'],
	['call me', ''],
	['', ''],
	[null, null],
])('the digits of %p are %p', async (typed, digits) => {
	const [found] = await db.sql`select servicetitan_phone_digits(${typed}) as digits`;
	expect(found?.digits).toBe(digits);
});
