import type { Answers } from './answers';

/** How an answer of ServiceTitan's compares with what the package assumes. */
export interface Assumption {
	/** The assumption in words. */
	name: string;
	status: 'asExpected' | 'different' | 'unknown';
	/** What was found. */
	answer: string;
	/** What the package assumes. */
	assumed: string;
	/** What the package does with this answer. */
	consequence: string;
	/** The same as the name, but stable: workflows may filter by it. */
	assumption: string;
}

export type Verdict = Pick<Assumption, 'status' | 'answer'> & Partial<Assumption>;

/** One thing that is not documented, or not for sure. */
export interface Question extends Pick<Assumption, 'assumption' | 'name' | 'assumed'> {
	/** What the package does where it is otherwise. */
	otherwise: string;
	judge(answers: Answers): Verdict;
}

export const asExpected = (answer: string): Verdict => ({ status: 'asExpected', answer });

/** @param consequence  where this one has a consequence of its own */
export const different = (answer: string, consequence?: string): Verdict => ({
	status: 'different',
	answer,
	...(consequence === undefined ? {} : { consequence }),
});

export const open = (answer: string): Verdict => ({ status: 'unknown', answer });
