import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';

describe('the embedded Supabase', () => {
	let database: FreshDatabase;
	beforeAll(async () => {
		database = await freshDatabase({ migrated: false });
	});
	afterAll(() => database.drop());

	it('answers a query of the database', async () => {
		const [row] = await database.sql`select 1 as one`;
		expect(row).toEqual({ one: 1 });
	});
});
