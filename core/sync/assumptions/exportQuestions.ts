import { millisOf } from '../../instant';
import { answered, given, type Answers } from './answers';
import { asExpected, different, open, type Question, type Verdict } from './assumption';
import { counted } from '../diagnosis/words';
import { exportLag, includeRecentChanges, momentOf } from './exportLag';

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
