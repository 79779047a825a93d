import { millisOf, parseInstant } from '../../instant';
import { answered, given, rowsOf, type Answers, type RowSeen } from './answers';
import { asExpected, different, open, type Question, type Verdict } from './assumption';
import { counted, span } from '../diagnosis/words';

export const exportQuestions: Question[] = [
	{
		assumption: 'contactExport',
		name: 'Export of contact methods',
		assumed: 'The app may read the export of phone numbers and e-mails.',
		otherwise:
			'Runs go on by the list of contact methods: changes arrive, removals do not until the next Run Reconciliation. The initial sync goes by the list of customers, which takes longer. Both say so.',
		judge: contactExport,
	},
	{
		assumption: 'exportDate',
		name: 'Export from a date',
		assumed: 'The export begins at the date it is given.',
		otherwise:
			'The first run, which has no place saved yet, reads the export from its beginning: more calls once, nothing is lost.',
		judge: exportDate,
	},
	{
		assumption: 'exportToken',
		name: 'Place in the export',
		assumed: 'continueFrom of one batch is accepted as from of the next.',
		otherwise:
			'Each run reads the export again from 20 minutes before the cursor and says so, and one of several batches fails; an initial sync of more than one batch fails too. The cursor stays where it is. Report this text.',
		judge: ({ exportOn }) =>
			given(
				exportOn,
				() => asExpected('It is accepted.'),
				(said) => different(`It is refused: ${said}`),
			),
	},
	{
		assumption: 'includeRecentChanges',
		name: 'Recent changes in the export',
		assumed: 'With includeRecentChanges=true the export shows a change at once.',
		otherwise:
			'Changed phone numbers and e-mails arrive once the export shows them. Should its place have moved past them meanwhile, Run Reconciliation finds them.',
		judge: includeRecentChanges,
	},
	{
		assumption: 'exportLag',
		name: 'Lag of the export',
		assumed: 'Without recent changes, the export shows a change after 15 minutes.',
		otherwise:
			'Nothing changes by that while recent changes are included, as the package always asks. Without a saved place it reads from 20 minutes before the cursor: a longer lag may miss a changed phone number there, until the next Run Reconciliation.',
		judge: exportLag,
	},
];

function contactExport({ exportWith }: Answers): Verdict {
	return answered(exportWith, (reply) => {
		if ('given' in reply) return asExpected('It answers.');
		if (['denied', 'misdirected', 'missing'].includes(reply.kind))
			return different(`ServiceTitan does not permit it: ${reply.refused}`);
		return different(
			`ServiceTitan refused: ${reply.refused}`,
			'Runs fail and say so; the cursor stays where it is. Report this text.',
		);
	});
}

function exportDate({ exportWith, exportFrom, methodsOf }: Answers): Verdict {
	return given(exportWith, ({ data }) => {
		const dates = data.map(momentOf).filter((at) => at !== undefined);
		const older = dates.filter((at) => at < millisOf(exportFrom)).length;
		if (older > data.length / 2)
			return different(`Of ${counted(data.length, 'row')}, ${older} are older than the date.`);
		if (data.length > 0) return asExpected(`${counted(data.length, 'row')} came from the date on.`);
		const there = answered(methodsOf, ({ reply }) =>
			'given' in reply && reply.given.data.length > 0 ? asExpected('') : open(''),
		);
		return there.status === 'asExpected'
			? asExpected('Nothing changed since the date, and nothing older came.')
			: open('No contact method is known, so that one cannot tell.');
	});
}

const momentOf = ({ modifiedOn }: RowSeen): number | undefined => {
	const at = parseInstant(modifiedOn ?? '');
	return at === undefined ? undefined : millisOf(at);
};

const LAG_SECONDS = 15 * 60;
/** What is read again where there is no place in the export. */
const READ_AGAIN_SECONDS = 20 * 60;

const NOTHING_RECENT =
	'No phone number or e-mail changed lately. Change one in ServiceTitan, and ask again within a few minutes.';
const TOO_MANY =
	'Too much changed in the last half hour to compare all of it. Ask again at a quieter time.';

interface Compared {
	/** Ages in seconds of contact methods that the list shows. */
	shown: number[];
	/** Of those, the ones that the export does not show, or not in their newest form. */
	missing: number[];
}

/** What the list of the last half hour holds, beside what an export holds. */
function compared(answers: Answers, which: 'exportWith' | 'exportWithout'): Compared | Verdict {
	const { recent, now } = answers;
	const verdict = given(recent, (list) =>
		given(answers[which], (batch) =>
			list.hasMore || batch.hasMore ? open(TOO_MANY) : asExpected(''),
		),
	);
	if (verdict.status !== 'asExpected') return verdict;
	const exported = new Map(rowsOf(answers[which]).map((row) => [row.id, momentOf(row) ?? 0]));
	const ages = rowsOf(recent).flatMap((row) => {
		const at = momentOf(row);
		return at === undefined ? [] : [{ at, id: row.id, age: (millisOf(now) - at) / 1000 }];
	});
	const missing = ages.filter(({ id, at }) => (exported.get(id) ?? -1) < at);
	return { shown: ages.map(({ age }) => age), missing: missing.map(({ age }) => age) };
}

function includeRecentChanges(answers: Answers): Verdict {
	const found = compared(answers, 'exportWith');
	if ('status' in found) return found;
	const recent = found.shown.filter((age) => age < LAG_SECONDS);
	const missing = found.missing.filter((age) => age < LAG_SECONDS);
	if (recent.length === 0) return open(NOTHING_RECENT);
	return missing.length === 0
		? asExpected(`All ${recent.length} of the last 15 minutes are shown.`)
		: different(`Of ${recent.length} of the last 15 minutes, ${missing.length} are not shown.`);
}

function exportLag(answers: Answers): Verdict {
	const found = compared(answers, 'exportWithout');
	if ('status' in found) return found;
	const { shown, missing } = found;
	if (shown.length === 0) return open(NOTHING_RECENT);
	const oldest = Math.max(0, ...missing);
	if (oldest > READ_AGAIN_SECONDS)
		return different(`A change of ${span(oldest)} ago is not shown yet.`);
	const isQuick = shown.some((age) => age < LAG_SECONDS) && missing.length === 0;
	if (isQuick) return different('Changes are shown at once.', 'None: sooner is only better.');
	if (missing.length === 0) return open(NOTHING_RECENT);
	return asExpected(`The oldest change that is not shown yet is of ${span(oldest)} ago.`);
}
