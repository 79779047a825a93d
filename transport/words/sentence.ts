import { ended } from '../../core/ended';
import type { Failure, FailureKind } from '../../core/failure';

/** What a person reads: what happened, then what to do. */
export interface Sentence {
	message: string;
	description: string;
}

/** One entry for each kind of failure: a new kind does not compile until it has words. */
export type Words = {
	[Kind in FailureKind]: (failure: Extract<Failure, { kind: Kind }>) => Sentence;
};

/** @param said  the service's own words, put in front of what to do */
export const sentence = (message: string, next: string, said?: string): Sentence => ({
	message,
	description: said ? `${ended(said)} ${next}` : next,
});

export const inSeconds = (ms: number): string => {
	const seconds = Math.ceil(ms / 1000);
	return seconds === 1 ? '1 second' : `${seconds} seconds`;
};
