import { answered, type About, type Answers } from './answers';
import { asExpected, different, open, type Question, type Verdict } from './assumption';
import { counted } from '../diagnosis/words';

/** The most that one call names, by the specification. */
const IDS_A_CALL = 50;

const FAIL =
	'A run that has to ask for so many at once fails and says so; the cursor stays where it is. Report this text.';

export const idQuestions: Question[] = [
	{
		assumption: 'ids',
		name: 'Customers by id',
		assumed: 'One call takes 50 ids and gives all 50 customers.',
		otherwise: FAIL,
		judge: byIds,
	},
	{
		assumption: 'customerIds',
		name: 'Contact methods by customer',
		assumed: 'One call takes 50 customers and gives the contact methods of these alone.',
		otherwise: FAIL,
		judge: byCustomerIds,
	},
	{
		assumption: 'inactiveContactMethods',
		name: 'Contact methods of inactive customers',
		assumed: 'The list over many customers holds those of inactive ones too, or leaves them out.',
		otherwise:
			'Either way: a contact whose customer is inactive and shows no phone or e-mail keeps the last ones it had.',
		judge: inactive,
	},
];

function byIds({ byIds: answer }: Answers): Verdict {
	return answered(answer, (about) => {
		const { ids, reply } = about;
		if (ids.length === 0) return open('There is no customer to ask for.');
		if ('refused' in reply) return different(`${ids.length} ids were refused: ${reply.refused}`);
		const found = new Set(reply.given.data.map(({ id }) => id));
		if (strangers(about, [...found])) return different(NOT_ASKED_FOR, DISTRUST);
		const missing = ids.filter((id) => !found.has(id));
		if (missing.length > 0)
			return different(
				`Of ${counted(ids.length, 'customer')} asked for, ${missing.length} did not come.`,
				reply.given.hasMore
					? 'Runs fail and say so: a page of named customers that promises more is not trusted.'
					: 'A customer that is not there when asked for by id is asked for again by the next runs; one whose row failed before counts as gone after an hour. Run Reconciliation brings it back.',
			);
		return enough(ids, `All ${ids.length} came.`);
	});
}

function byCustomerIds({ methodsOf }: Answers): Verdict {
	return answered(methodsOf, (about) => {
		const { ids, reply } = about;
		if (ids.length === 0) return open('There is no customer to ask for.');
		if ('refused' in reply)
			return different(`${ids.length} customers were refused: ${reply.refused}`);
		const owners = reply.given.data.map(({ customerId }) => customerId ?? 0);
		if (strangers(about, owners)) return different(NOT_ASKED_FOR, DISTRUST);
		return enough(
			ids,
			`${counted(owners.length, 'contact method')} of ${counted(ids.length, 'customer')} came.`,
		);
	});
}

const NOT_ASKED_FOR = 'Records came that were not asked for: the ids were passed over.';
const DISTRUST =
	'Runs fail and say so: a list of everything must not pass for the few that were named.';

const strangers = ({ ids }: About, found: number[]): boolean =>
	found.some((id) => !ids.includes(id));

const enough = (ids: number[], answer: string): Verdict =>
	ids.length < IDS_A_CALL
		? open(`${answer} There are not enough customers to try ${IDS_A_CALL}.`)
		: asExpected(answer);

function inactive({ inactive: answer }: Answers): Verdict {
	return answered(answer, ({ ids, reply }) => {
		if (ids.length === 0) return open('There is no inactive customer to ask for.');
		if ('refused' in reply)
			return different(
				`They were refused: ${reply.refused}`,
				'A run that reads an inactive customer fails and says so; the cursor stays where it is. Report this text.',
			);
		const { length } = reply.given.data;
		return asExpected(
			length > 0
				? `They are in it: ${counted(length, 'contact method')} of ${counted(ids.length, 'inactive customer')}.`
				: `None of ${counted(ids.length, 'inactive customer')} has one there: they are most likely left out.`,
		);
	});
}
