import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Call } from './support/callers';
import { row, upsert } from './support/rows';
import { newWorkspace } from './support/runs';

/** Figures for people, printed and never asserted: machines differ. */
describe('1,000 rows', () => {
	let db: FreshDatabase;
	let call: Call;
	let workspace: string;
	const figures: string[] = [];
	beforeAll(async () => {
		db = await freshDatabase();
		call = callerOf(db.sql);
		workspace = await newWorkspace(call);
	});
	afterAll(async () => {
		await db.drop();
		process.stdout.write(`1,000 rows in one call: ${figures.join(', ')}\n`);
	});

	const customFields = {
		balance: 1.5,
		tags: [1, 2, 3],
		mergedTo: null,
		address: { city: 'Chicago' },
	};
	const thousand = (change: object) =>
		Array.from({ length: 1000 }, (_, n) =>
			row(String(n), { custom_fields: customFields, ...change }),
		);

	it.each([
		['new', {}, 'created'],
		['unchanged', {}, 'unchanged'],
		['changed', { lastname: 'Byron' }, 'updated'],
	])('%s', async (story, change, outcome) => {
		const rows = thousand(change);
		const began = performance.now();
		const { counts } = await upsert(call, workspace, rows);
		figures.push(`${story} ${Math.round(performance.now() - began)} ms`);
		expect(counts[outcome]).toBe(1000);
	});
});
