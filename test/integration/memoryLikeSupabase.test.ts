import fc from 'fast-check';

import { actions } from '../support/supabaseContract/actions';
import { databaseSubject } from '../support/supabaseContract/databaseSubject';
import { memorySubject } from '../support/supabaseContract/memorySubject';
import { play } from '../support/supabaseContract/play';
import type { Subject } from '../support/supabaseContract/subject';

const SEQUENCES = Number(process.env.SEQUENCES ?? 60);
/** To replay a failure: SEED as it was printed. */
const SEED = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

let database: Subject;
beforeAll(async () => {
	database = await databaseSubject();
});
afterAll(async () => await database.end());

it('the Supabase in memory and the real one answer anything alike, and hold the same in the end', async () => {
	const memory = memorySubject();
	await fc.assert(
		fc.asyncProperty(actions, async (sequence) => {
			const remembered = await play(memory, sequence);
			expect(await play(database, sequence)).toEqual(remembered);
		}),
		{ numRuns: SEQUENCES, seed: SEED },
	);
}, 600_000);
