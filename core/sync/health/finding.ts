import type { Instant } from '../../instant';
import type { HealthFacts, Surroundings, Thresholds } from './facts';

export const kinds = [
	'switchedOff',
	'silence',
	'stuck',
	'runFailed',
	'rowsFailing',
	'manyChanges',
	'cursorBehind',
	'credentials',
	'duplicates',
] as const;

export type Kind = (typeof kinds)[number];

/** One thing that is wrong at this moment, or right. What nothing can be said of has no finding. */
export interface Finding {
	kind: Kind;
	wrong: boolean;
	/** What is wrong, or that it is right, in one sentence. */
	text: string;
	/** What to do where it is wrong. */
	toDo: string;
	/** What is told when it is over. */
	over: string;
	/** It is right since then: what was seen later than that still stands. */
	okSince?: Instant;
}

/** Judges one kind of trouble; pure. */
export type Judge = (
	facts: HealthFacts,
	around: Surroundings,
	thresholds: Thresholds,
) => Finding | null;

export const minuteOf = (moment: Instant): string => `${moment.slice(0, 16).replace('T', ' ')} UTC`;

export const counted = (count: number, one: string, many = `${one}s`): string =>
	`${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
