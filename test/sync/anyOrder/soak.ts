import { parseArgs } from 'node:util';

import { memoryBackend } from './memoryBackend';
import { inShort, playSeed } from './seeds';

const MINUTE_MS = 60_000;
/** Seeds are 32 bits; a base of 31 leaves room to count up from it. */
const MOST_BASE = 2 ** 31;

/** Plays the stories of new seeds until the time is over. @returns whether all of them ended well */
async function soak(minutes: number, base: number): Promise<boolean> {
	console.log(`Seeds from ${base} on, for ${minutes} minutes.`);
	const end = performance.now() + minutes * MINUTE_MS;
	let [played, failed] = [0, 0];
	for (; performance.now() < end; played++) {
		const seed = base + played;
		const wrong = await playSeed(seed, {
			backendFor: memoryBackend,
			clock: true,
			shorten: false,
		});
		if (wrong === undefined) continue;
		failed += 1;
		console.log(inShort(seed, wrong, 'test/sync/anyOrder.test.ts'));
	}
	console.log(`${played} seeds played, ${failed} failed.`);
	return failed === 0;
}

const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '10' }, base: { type: 'string' } },
});
const base = values.base ? Number(values.base) : Math.floor(Math.random() * MOST_BASE);
void soak(Number(values.minutes), base).then((well) => {
	process.exitCode = well ? 0 : 1;
});
