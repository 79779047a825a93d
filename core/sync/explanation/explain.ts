import { failedBefore, inContacts, isThere, ownOf, typedIn } from './contactSteps';
import type { Evidence } from './evidence';
import { initialSyncDone, switchedOn, wasHandedOut, wasRead } from './runSteps';
import { inServiceTitan, inUse, reachable } from './serviceTitanSteps';
import type { Judged, Step, Verdict } from './step';
import { sameOnBothSides, writable } from './trialSteps';

export interface Explanation {
	crm_id: string | null;
	contact_id: string | null;
	verdict: Verdict;
	/** One paragraph: whether it is there, why, and what to do. */
	message: string;
	steps: Step[];
}

const QUESTIONS: Array<[name: string, answer: (evidence: Evidence) => Judged]> = [
	['Is it in contacts?', inContacts],
	['Does ServiceTitan know it?', inServiceTitan],
	['Has a run read it?', wasRead],
	['Can it be reached by phone or e-mail?', reachable],
	['Is it in use, or merged?', inUse],
	['Is something in its way?', writable],
	['Did writing it fail?', failedBefore],
	['Was the same person typed in by hand?', typedIn],
	['Was it handed out and not written?', wasHandedOut],
	['Was everybody copied once?', initialSyncDone],
	['Is the sync switched on?', switchedOn],
	['Is it the same on both sides?', sameOnBothSides],
];

/** Of several reasons the first is the one to begin with, where there is no contact … */
const WHEN_ABSENT: Verdict[] = [
	'unknownCustomer',
	'unreadable',
	'merged',
	'inactive',
	'noContactMethods',
	'conflict',
	'failed',
	'neverWritten',
	'awaited',
	'syncOff',
	'cursorUnreadable',
	'notReadYet',
	'initialSyncMissing',
	'readNotWritten',
	'beforeCursor',
	'possibleTwin',
];

/** … and where there is one. */
const WHEN_THERE: Verdict[] = [
	'duplicates',
	'unknownCustomer',
	'unreadable',
	'conflict',
	'failed',
	'newerStored',
	'different',
	'possibleTwin',
];

/** Why what differs has not been written yet. */
const WHY_DIFFERENT: Verdict[] = [
	'neverWritten',
	'awaited',
	'syncOff',
	'cursorUnreadable',
	'notReadYet',
];

/** Why a customer is, or is not, in contacts: every question in its order, and the answer that counts. */
export function explain(evidence: Evidence): Explanation {
	const judged = QUESTIONS.map(([, answer]) => answer(evidence));
	const verdict = verdictOf(evidence, judged);
	const { database } = evidence;
	return {
		crm_id: evidence.crmId,
		contact_id: 'known' in database ? (ownOf(database.known)[0]?.id ?? null) : null,
		verdict,
		message: [headOf(evidence), ...reasonsFor(verdict, judged)].filter(Boolean).join(' '),
		steps: judged.map(({ status, found, toDo }, index) => ({
			step: index + 1,
			name: QUESTIONS[index]?.[0] ?? '',
			status,
			found,
			toDo,
		})),
	};
}

const first = (order: Verdict[], judged: Judged[]): Verdict | undefined =>
	order.find((candidate) => judged.some(({ verdict }) => verdict === candidate));

function verdictOf(evidence: Evidence, judged: Judged[]): Verdict {
	if (!('known' in evidence.database)) return 'unknown';
	if (isThere(evidence)) return first(WHEN_THERE, judged) ?? 'inContacts';
	const isUnknown = judged.some(({ status }) => status === 'unknown');
	return first(WHEN_ABSENT, judged) ?? (isUnknown ? 'unknown' : 'missing');
}

function headOf(evidence: Evidence): string {
	const who = whoIs(evidence);
	if (!('known' in evidence.database)) return `Whether ${who} is in contacts cannot be told.`;
	return `${capital(who)} is ${isThere(evidence) ? '' : 'not '}in contacts.`;
}

function whoIs({ crmId, serviceTitan }: Evidence): string {
	const name = 'known' in serviceTitan ? serviceTitan.known?.customer.name : undefined;
	return name ? `${name} (customer ${crmId})` : `customer ${crmId}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What counts, in words: what was found, and what to do about it. */
function reasonsFor(verdict: Verdict, judged: Judged[]): string[] {
	if (verdict === 'missing')
		return ['Nothing is wrong that could be found: run this again with Sync It Now.'];
	const of = (wanted: Verdict) => judged.filter((one) => one.verdict === wanted).slice(0, 1);
	const because = verdict === 'different' ? first(WHY_DIFFERENT, judged) : undefined;
	const counting = [...of(verdict), ...(because ? of(because) : [])];
	const said = verdict === 'inContacts' ? judged.slice(0, 1) : counting;
	const silent = judged.filter(({ status }) => status === 'unknown').slice(0, 1);
	const isOpen = verdict === 'unknown' || verdict === 'inContacts';
	return [...said, ...(isOpen ? silent : [])].flatMap(({ found, toDo }) => [found, toDo]);
}
