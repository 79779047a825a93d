import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { addPoison, embeddedBackend } from '../sync/anyOrder/embeddedBackend';
import { askedSeed, inShort, playSeed } from '../sync/anyOrder/seeds';

const TEST = 'test/integration/anyOrder.test.ts';
const SEEDS = 100;
/** A few are enough to see what is wrong. */
const MOST_SHOWN = 5;

/** The same stories as in memory, on a real database: one workspace for each. */
describe('any order of everything, on the embedded Supabase', () => {
	let database: FreshDatabase;
	let workspaces = 0;

	const play = async (seed: number, shorten: boolean) =>
		await playSeed(seed, {
			backendFor: () => embeddedBackend(database.sql, `w${++workspaces}`),
			clock: false,
			shorten,
		});

	beforeAll(async () => {
		database = await freshDatabase();
		await addPoison(database.sql);
	});
	afterAll(async () => await database.drop());

	const seed = askedSeed();
	if (seed !== undefined) {
		it(`seed ${seed}`, async () => {
			const wrong = await play(seed, true);
			if (wrong !== undefined) throw new Error(wrong);
		}, 300_000);
		return;
	}

	it('ends with the table equal to ServiceTitan: 100 seeds', async () => {
		const wrongs: string[] = [];
		for (let next = 1; next <= SEEDS && wrongs.length < MOST_SHOWN; next++) {
			const wrong = await play(next, false);
			if (wrong !== undefined) wrongs.push(inShort(next, wrong, TEST));
		}
		expect(wrongs.join('\n\n')).toBe('');
	}, 400_000);
});
