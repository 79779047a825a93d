import fc from 'fast-check';

import type { Story } from './action';
import type { Backend } from './backend';
import { play } from './play';
import { stories } from './stories';
import type { Time } from './time';

export interface Playing {
	backendFor: (time: Time) => Backend;
	/** Whether the backend's clock can be set. */
	clock: boolean;
	/** Whether to look for the shortest story that fails too. */
	shorten: boolean;
}

/** For how long a shorter story is looked for. */
const SHORTEN_MS = 60_000;

/** Plays the story of one seed. @returns what went wrong, with the story in words; `undefined` where nothing did */
export async function playSeed(
	seed: number,
	{ backendFor, clock, shorten }: Playing,
): Promise<string | undefined> {
	const property = fc.asyncProperty(stories(seed, { clock }), async (story: Story) => {
		await play(story, backendFor);
	});
	const result = await fc.check(property, {
		seed,
		numRuns: 1,
		endOnFailure: !shorten,
		interruptAfterTimeLimit: SHORTEN_MS,
	});
	if (!result.failed) return undefined;
	const { errorInstance } = result as { errorInstance?: unknown };
	return errorInstance instanceof Error ? errorInstance.message : 'It failed without saying why.';
}

/** The seed that was asked for, to replay it; `undefined` where all are to be played. */
export const askedSeed = (): number | undefined =>
	process.env.SEED ? Number(process.env.SEED) : undefined;

/** How a seed is played again, alone and with its story. */
export const replayCommand = (seed: number, test: string): string =>
	`SEED=${seed} npx jest ${test} --selectProjects ${test.split('/')[1] === 'integration' ? 'integration' : 'unit'}`;

/** What went wrong, short: the whole story is told by the replay. */
export const inShort = (seed: number, wrong: string, test: string): string =>
	`Seed ${seed}: ${wrong.split('\n\n')[0]}\n  to see the story: ${replayCommand(seed, test)}`;
