import { unknown, type Judgement } from './item';

/** An answer; or that it was asked for in vain, in words; or why nobody asked. */
export type Known<T> =
	| { state: 'known'; value: T }
	| { state: 'failed'; found: string; toDo: string }
	| { state: 'unasked'; because: string };

export const known = <T>(value: T): Known<T> => ({ state: 'known', value });

export const unasked = (because: string): Known<never> => ({ state: 'unasked', because });

/** Judges an answer; without one nothing can be said. */
export function judged<T>(answer: Known<T>, judge: (value: T) => Judgement): Judgement {
	if (answer.state === 'known') return judge(answer.value);
	if (answer.state === 'failed') return unknown(answer.found, answer.toDo);
	return unknown(answer.because);
}

export const valueOf = <T>(answer: Known<T>): T | undefined =>
	answer.state === 'known' ? answer.value : undefined;
