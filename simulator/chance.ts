/** In [0, 1), the same row of numbers for the same seed. */
export type Chance = () => number;

/** The 32-bit generator known as mulberry32: short, fast and even enough for made-up customers. */
export function createChance(seed: number): Chance {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A whole number in [from, to]. */
export const wholeBetween = (chance: Chance, from: number, to: number): number =>
	from + Math.floor(chance() * (to - from + 1));

export function pickFrom<T>(chance: Chance, choices: readonly [T, ...T[]]): T {
	return choices[Math.floor(chance() * choices.length)] ?? choices[0];
}
