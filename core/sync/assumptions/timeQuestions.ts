import { parseInstant } from '../../instant';
import { answered, rowsOf, type Answers } from './answers';
import { asExpected, different, open, type Question, type Verdict } from './assumption';
import { counted, span } from '../diagnosis/words';

const DIGITS = 7;

/** The `Date` header counts whole seconds, and replies take a while. */
const TOLERANCE_SECONDS = 60;

export const timeQuestions: Question[] = [
	{
		assumption: 'timestampDigits',
		name: 'Digits of timestamps',
		assumed: 'Seconds have at most seven digits behind the point, and the time is UTC.',
		otherwise:
			'Further digits are cut. Two versions of a customer that differ in nothing else are told apart by their content.',
		judge: digits,
	},
	{
		assumption: 'modifiedOn',
		name: 'Time of modification',
		assumed: 'Every customer says when it was modified.',
		otherwise:
			'A customer that does not is handed on each time it is met, and of two readings of it the one that is written last counts.',
		judge: modifiedOn,
	},
	{
		assumption: 'dateHeader',
		name: 'Date header',
		assumed: 'Replies say what time it is at ServiceTitan.',
		otherwise:
			"The cursor goes by the database's clock less 15 minutes, so that more is read again. Of two readings of one version the one that is written last counts.",
		judge: ({ dated }) =>
			answered(dated, (is) => (is ? asExpected('They do.') : different('They do not.'))),
	},
	{
		assumption: 'clocks',
		name: 'Clocks',
		assumed: "ServiceTitan's clock and the database's are less than a minute apart.",
		otherwise:
			'Nothing is lost by that: the cursor goes by the earlier of the two. Where ServiceTitan is ahead, more is read again.',
		judge: ({ clockAhead }) =>
			answered(clockAhead, (ahead) => {
				const apart = span(Math.abs(ahead));
				return Math.abs(ahead) <= TOLERANCE_SECONDS
					? asExpected(`They are ${apart} apart at most.`)
					: different(`ServiceTitan is ${apart} ${ahead > 0 ? 'ahead' : 'behind'}.`);
			}),
	},
];

function digits({ first, last }: Answers): Verdict {
	const rows = [...rowsOf(first), ...rowsOf(last)];
	const stamps = rows.flatMap(({ modifiedOn, createdOn }) => [modifiedOn, createdOn]);
	const texts = stamps.filter((text): text is string => typeof text === 'string');
	if (texts.length === 0) return open('There is no customer to look at.');
	const odd = texts.find((text) => parseInstant(text) === undefined);
	if (odd !== undefined)
		return different(
			`There are times in another form: "${odd.slice(0, 40)}".`,
			'A customer with such a time fails alone and by name, and is tried again by the next runs. Report this text.',
		);
	const local = texts.find((text) => !/(?:z|[+-]\d\d:?\d\d)$/i.test(text));
	if (local !== undefined)
		return different(`There are times without a zone: "${local}".`, 'They are read as UTC.');
	const most = Math.max(...texts.map((text) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0));
	const found = `${counted(texts.length, 'timestamp')} of ${most} digits at most.`;
	return most <= DIGITS ? asExpected(found) : different(found);
}

function modifiedOn({ first, last }: Answers): Verdict {
	const rows = [...rowsOf(first), ...rowsOf(last)];
	if (rows.length === 0) return open('There is no customer to look at.');
	const without = rows.filter((row) => !row.modifiedOn).length;
	return without === 0
		? asExpected(`All ${rows.length} that were looked at do.`)
		: different(`Of ${rows.length} that were looked at, ${without} do not.`);
}
