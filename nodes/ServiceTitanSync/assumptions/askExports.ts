import { secondsBefore, type Instant } from '../../../core/instant';
import type { Answers, Reply } from '../../../core/sync/assumptions/answers';
import { unasked, type Known } from '../../../core/sync/diagnosis/known';
import type { Caller } from './caller';

type ExportAnswers = Pick<
	Answers,
	'recent' | 'exportWith' | 'exportWithout' | 'exportOn' | 'exportFrom'
>;

const HALF_AN_HOUR = 30 * 60;
const EXPORT = 'export/customers/contacts';

interface Asked {
	/** By ServiceTitan's clock. */
	now: Instant;
	/** One that the list accepts. */
	pageSize: number;
}

/** What the export of contact methods does, beside their list: 4 calls. */
export async function askExports(caller: Caller, { now, pageSize }: Asked): Promise<ExportAnswers> {
	const from = secondsBefore(now, HALF_AN_HOUR);
	const list = { page: 1, pageSize, modifiedOnOrAfter: from };
	const recent = await caller.get('customers/contacts', list);
	const exportWith = await caller.get(EXPORT, { from, includeRecentChanges: true });
	if (exportWith.state === 'known' && 'refused' in exportWith.value) {
		const because = unasked('The export does not answer: see above.');
		return { recent, exportWith, exportWithout: because, exportOn: because, exportFrom: from };
	}
	const exportWithout = await caller.get(EXPORT, { from });
	const exportOn = await goOn(caller, exportWith);
	return { recent, exportWith, exportWithout, exportOn, exportFrom: from };
}

async function goOn(caller: Caller, before: Known<Reply>): Promise<Known<Reply>> {
	if (before.state !== 'known') return before;
	const token = 'given' in before.value ? before.value.given.continueFrom : undefined;
	if (!token)
		return { state: 'known', value: { refused: 'no place was given', kind: 'malformed' } };
	return await caller.get(EXPORT, { from: token, includeRecentChanges: true });
}
