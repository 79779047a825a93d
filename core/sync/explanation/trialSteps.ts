import { ended } from '../../ended';
import { isThere, listed } from './contactSteps';
import type { Evidence } from './evidence';
import { judge, ok, problem, SYNC_IT_NOW, warning, type Judged } from './step';

/** What trying to write the customer, and taking it back, came to. */

export const writable = (evidence: Evidence): Judged =>
	judge(evidence.trial, ({ outcome, reason }) => {
		const why = ended(reason ?? 'nobody said why');
		if (outcome === 'failed') return refused(evidence, why);
		if (outcome === 'skipped' && isThere(evidence))
			return warning(
				`Nothing would be written: ${why}`,
				`Look at source_modified_on and source_read_at of its contact: somebody may have changed them by hand. Emptied, the next write sets them right; then ${SYNC_IT_NOW}.`,
				'newerStored',
			);
		if (outcome === 'skipped') return warning(`It would be skipped: ${why}`, '');
		return ok('Nothing is in its way: Supabase would take it.');
	});

function refused(evidence: Evidence, why: string): Judged {
	const isDuplicate = /duplicate key|unique constraint/i.test(why);
	const rivals = isDuplicate ? rivalsOf(evidence) : '';
	return problem(
		`Supabase would not take it: ${why}${rivals}`,
		isDuplicate
			? 'Decide which of the two rows is right and change the other one, or drop the key of your own that lets only one of them be.'
			: 'Correct what it names: the value in ServiceTitan, or a rule of your own on the table contacts.',
		isDuplicate ? 'conflict' : 'failed',
	);
}

/** The rows that a key over phone, e-mail or crm_id alone would not let stand beside it. */
function rivalsOf({ database }: Evidence): string {
	if (!('known' in database)) return '';
	const { contacts, elsewhere } = database.known;
	const rows = contacts.filter(({ own, by_phone, by_email }) => !own && (by_phone || by_email));
	const parts = [
		rows.length > 0 ? ` The same phone or e-mail has ${listed(rows)}.` : '',
		elsewhere.length > 0
			? ` The same crm_id has, in another workspace, contact ${elsewhere.join(', contact ')}.`
			: '',
	];
	return parts.join('');
}

export const sameOnBothSides = (evidence: Evidence): Judged =>
	judge(evidence.trial, ({ outcome, changed, reason }) => {
		if (outcome === 'unchanged') return ok('Its contact is what ServiceTitan says now.');
		if (outcome === 'updated')
			return problem(
				`Different from what ServiceTitan says now: ${(changed ?? []).join(', ') || 'something'}.`,
				`The next run that reads the customer writes it; to have it at once, ${SYNC_IT_NOW}.`,
				'different',
			);
		return isThere(evidence)
			? warning(`It could not be compared: ${ended(reason ?? outcome)}`, '')
			: ok('There is no contact to compare with.');
	});
