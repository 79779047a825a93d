import { memoryBackend } from './anyOrder/memoryBackend';
import { askedSeed, inShort, playSeed } from './anyOrder/seeds';

const TEST = 'test/sync/anyOrder.test.ts';

/** Always the same ones, so that what passed yesterday fails today only for a reason. `npm run test:soak` plays others. */
const SEEDS = 2_000;
const PARTS = 10;
const SEEDS_A_PART = SEEDS / PARTS;

/** A few are enough to see what is wrong. */
const MOST_SHOWN = 5;

/**
 * Whatever happens at the business, in the database, to the executions, the clocks and the connections, in any order:
 * once all is quiet the table equals what ServiceTitan holds, and nothing on the way was lost, doubled or made older.
 * docs/reliability.md says what is shuffled and what must hold.
 */
describe('any order of everything', () => {
	const seed = askedSeed();
	if (seed !== undefined) {
		it(`seed ${seed}`, async () => {
			const wrong = await playSeed(seed, { backendFor: memoryBackend, clock: true, shorten: true });
			if (wrong !== undefined) throw new Error(wrong);
		}, 180_000);
		return;
	}

	const parts = Array.from({ length: PARTS }, (_, part) => part * SEEDS_A_PART + 1);
	it.each(parts)(
		'ends with the table equal to ServiceTitan: seeds from %i on, in memory',
		async (from) => {
			const wrongs: string[] = [];
			for (let next = from; next < from + SEEDS_A_PART && wrongs.length < MOST_SHOWN; next++) {
				const playing = { backendFor: memoryBackend, clock: true, shorten: false };
				const wrong = await playSeed(next, playing);
				if (wrong !== undefined) wrongs.push(inShort(next, wrong, TEST));
			}
			expect(wrongs.join('\n\n')).toBe('');
		},
		180_000,
	);
});
