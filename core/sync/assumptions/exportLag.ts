import { millisOf, parseInstant } from '../../instant';
import { span } from '../diagnosis/words';
import { given, rowsOf, type Answers, type RowSeen } from './answers';
import { asExpected, different, open, type Verdict } from './assumption';

/** Milliseconds since 1970. */
export const momentOf = ({ modifiedOn }: RowSeen): number | undefined => {
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

/** Whether the export shows at once what just changed, where it is asked to. */
export function includeRecentChanges(answers: Answers): Verdict {
	const found = compared(answers, 'exportWith');
	if ('status' in found) return found;
	const recent = found.shown.filter((age) => age < LAG_SECONDS);
	const missing = found.missing.filter((age) => age < LAG_SECONDS);
	if (recent.length === 0) return open(NOTHING_RECENT);
	return missing.length === 0
		? asExpected(`All ${recent.length} of the last 15 minutes are shown.`)
		: different(`Of ${recent.length} of the last 15 minutes, ${missing.length} are not shown.`);
}

/** After how long the export shows a change by itself. */
export function exportLag(answers: Answers): Verdict {
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
