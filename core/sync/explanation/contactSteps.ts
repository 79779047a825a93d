import { ended } from '../../ended';
import { inUtc } from '../../inUtc';
import type { ContactFound, DatabaseEvidence, Evidence } from './evidence';
import { judge, ok, problem, SYNC_IT_NOW, warning, type Judged } from './step';

/** What the table of contacts says of a customer. */

export const ownOf = ({ contacts }: DatabaseEvidence): ContactFound[] =>
	contacts.filter(({ own }) => own);

export const isThere = ({ database }: Evidence): boolean =>
	'known' in database && ownOf(database.known).length > 0;

const named = ({ id }: ContactFound): string => `contact ${id}`;

export const listed = (contacts: ContactFound[]): string => contacts.map(named).join(', ');

export const inContacts = (evidence: Evidence): Judged =>
	judge(evidence.database, (database) => {
		const [own, ...others] = ownOf(database);
		if (!own) return warning(`No contact has the crm_id ${evidence.crmId}.`, '');
		if (others.length > 0)
			return problem(
				`${others.length + 1} contacts stand for it: ${listed([own, ...others])}. The sync writes the oldest of them.`,
				'Merge them in the table editor of Supabase, then run the SQL of ServiceTitan Sync → Get Setup SQL with Include What Is Applied Already: it adds the key that keeps this from happening again.',
				'duplicates',
			);
		const changed = own.updated_at ? `, last changed ${inUtc(own.updated_at)}` : '';
		const version = own.source_modified_on
			? `; it holds the customer as of ${inUtc(own.source_modified_on)}`
			: '';
		return ok(`It is ${named(own)}${changed}${version}.`);
	});

export const failedBefore = ({ database }: Evidence): Judged =>
	judge(database, ({ failure }) => {
		if (!failure) return ok('No attempt to write it has failed, or a later one went well.');
		const { attempts, reason, first_failed_at, last_failed_at, next_attempt_at } = failure;
		if (failure.status === 'gone')
			return warning(
				`It could not be written, and when it was to be tried again ServiceTitan no longer knew it. What was said: ${ended(reason ?? 'nothing')}`,
				`If ServiceTitan knows it again, ${SYNC_IT_NOW}.`,
			);
		const times = attempts === 1 ? 'once' : `${attempts} times since ${when(first_failed_at)}`;
		const found = `It could not be written, ${times}, last ${when(last_failed_at)}: ${ended(reason ?? 'nobody said why')} The next attempt is due ${when(next_attempt_at)}.`;
		const toDo = `Correct what it names. It is then tried again by itself; to see at once whether it works, ${SYNC_IT_NOW}.`;
		return problem(found, toDo, failure.sqlstate === '23505' ? 'conflict' : 'failed');
	});

const when = (moment: string | null | undefined): string =>
	moment ? inUtc(moment) : 'at a time that nobody noted';

/** Contacts without a customer that have its phone or e-mail: the same rules as those for linking. */
export const typedIn = (evidence: Evidence): Judged =>
	judge(evidence.serviceTitan, (now) =>
		judge(evidence.database, ({ contacts }) => {
			if (now === null) return ok('There is no phone and no e-mail to look for.');
			const twins = contacts.filter(
				({ crm_id, by_phone, by_email }) => !crm_id && (by_phone || by_email),
			);
			if (twins.length === 0)
				return ok('No contact that was typed in by hand has its phone or e-mail.');
			const found = `Typed in by hand with its phone or e-mail: ${listed(twins)}.`;
			if ('known' in evidence.trial && evidence.trial.known.outcome === 'linked')
				return ok(`${found} It becomes this customer's contact as soon as it is written.`);
			if (isThere(evidence))
				return warning(
					`${found} It may be the same person twice; the customer has a contact already, so that nothing is linked.`,
					'If it is the same person, take over what you need from it in the table editor of Supabase and delete it.',
					'possibleTwin',
				);
			return warning(
				`${found} It is not linked by itself: ${whyNotLinked(twins, contacts)}.`,
				`If it is the same person, type ${evidence.crmId} into its crm_id in the table editor of Supabase, then ${SYNC_IT_NOW}.`,
				'possibleTwin',
			);
		}),
	);

function whyNotLinked(twins: ContactFound[], contacts: ContactFound[]): string {
	if (twins.length > 1) return 'several fit';
	const sharing = contacts.filter(
		({ own, crm_id, by_phone, by_email }) => !own && crm_id && (by_phone || by_email),
	);
	if (sharing.length > 0)
		return `customer ${sharing.map(({ crm_id }) => crm_id).join(', ')} has the same phone or e-mail`;
	return 'the customer is not in use, or linking is switched off';
}
