import { accessQuestions } from './accessQuestions';
import type { Answers } from './answers';
import { open, type Assumption, type Question, type Verdict } from './assumption';
import { exportQuestions } from './exportQuestions';
import { idQuestions } from './idQuestions';
import { listQuestions } from './listQuestions';
import { timeQuestions } from './timeQuestions';
import { counted } from '../diagnosis/words';

const QUESTIONS: Question[] = [
	...listQuestions,
	...idQuestions,
	...timeQuestions,
	...exportQuestions,
	...accessQuestions,
];

/**
 * @param calls  how many it took
 * @returns a summary, then one item for each assumption; what a table shows first comes first
 */
export function checkAssumptions(answers: Answers, calls: number): Assumption[] {
	const items = QUESTIONS.map((question) => itemOf(question, answers));
	return [summaryOf(items, calls), ...items];
}

function itemOf({ judge, otherwise, ...question }: Question, answers: Answers): Assumption {
	const { assumption, name, assumed } = question;
	const { status, answer, consequence = otherwise } = notAsked(answers) ?? judge(answers);
	return {
		name,
		status,
		answer,
		assumed,
		consequence:
			status === 'asExpected' ? 'It works as assumed.' : CONSEQUENCE[status](consequence),
		assumption,
	};
}

/** Whoever may not read a page of customers was not asked anything else. */
function notAsked({ first }: Answers): Verdict | undefined {
	if (first.state === 'known') return undefined;
	const why = first.state === 'failed' ? first.found : first.because;
	return open(`ServiceTitan could not be asked: ${why} ServiceTitan Sync → Diagnose says more.`);
}

const CONSEQUENCE = {
	different: (said: string) => said,
	unknown: (said: string) => `Should it be otherwise: ${said}`,
};

function summaryOf(items: Assumption[], calls: number): Assumption {
	const number = (status: Assumption['status']) =>
		items.filter((item) => item.status === status).length;
	const [differing, unclear] = [number('different'), number('unknown')];
	const parts = [
		`${number('asExpected')} as expected`,
		differing > 0 ? `${differing} different` : '',
		unclear > 0 ? `${unclear} cannot be told` : '',
	];
	return {
		name: 'Summary',
		status: differing > 0 ? 'different' : unclear > 0 ? 'unknown' : 'asExpected',
		answer: `Of ${items.length} assumptions: ${parts.filter(Boolean).join(', ')}. ${counted(calls, 'call')} to ServiceTitan, which changed nothing there.`,
		assumed: 'What the documentation of ServiceTitan leaves open.',
		consequence:
			differing + unclear > 0
				? 'Each one below says what the package does about it.'
				: 'It works as assumed.',
		assumption: 'summary',
	};
}
