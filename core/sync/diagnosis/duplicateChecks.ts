import type { Check, Evidence } from './evidence';
import { ok, problem, warning, type Judgement } from './item';
import { judged } from './known';
import type { Suspected } from './stateSeen';
import { counted, sentences } from './words';

export const duplicateChecks: Check[] = [
	{ check: 'duplicates', name: 'Duplicates', judge: duplicates },
	{ check: 'uniqueKey', name: 'Unique key', judge: uniqueKey },
];

const EXAMPLES = 3;

function duplicates({ suspected }: Evidence): Judgement {
	return judged(suspected, (seen) => {
		const { same_customer, hand_made, shared } = seen;
		const often =
			shared > 0 &&
			`${counted(shared, 'phone number or e-mail is', 'phone numbers or e-mails are')} shared by several customers, which is often right: a couple, a property manager.`;
		if (same_customer > 0)
			return problem(
				sentences(
					`${counted(same_customer, 'customer has', 'customers have')} more than one contact: ${examples(seen)}.`,
					often,
				),
				'The sync writes the oldest of them. Merge them in the table contacts, then run ServiceTitan Sync → Get Setup SQL with everything included: it adds the key that keeps this from happening again.',
			);
		if (hand_made > 0)
			return warning(
				sentences(
					`${counted(hand_made, 'phone number or e-mail is', 'phone numbers or e-mails are')} that of a customer and of a contact typed in by hand: ${examples(seen)}.`,
					often,
				),
				'They were left alone, because more than one customer or contact could be meant. Delete the contact that was typed in, or, where the customer has no contact of its own, put its ServiceTitan id into crm_id.',
			);
		return ok(
			sentences(
				'No customer is there twice.',
				often,
				shared > 0 && `For example ${examples(seen)}.`,
			),
		);
	});
}

/** The worst kind comes first. */
const examples = ({ examples: all }: Suspected): string =>
	all
		.filter(({ kind }) => kind === all[0]?.kind)
		.slice(0, EXAMPLES)
		.map(({ by, value, contacts }) => {
			const who = contacts.map(({ crm_id, name }) =>
				sentences(name ?? 'without a name', crm_id ? `(customer ${crm_id})` : '(typed in by hand)'),
			);
			return `${WHAT[by] ?? by} ${value}: ${who.join(', ')}`;
		})
		.join('; ');

const WHAT: Record<string, string> = { phone: 'phone …', email: 'e-mail', crm_id: 'customer' };

function uniqueKey({ suspected }: Evidence): Judgement {
	return judged(suspected, ({ unique_key }) =>
		unique_key
			? ok('The key on (workspace_id, crm_id) is there.')
			: warning(
					'The key on (workspace_id, crm_id) is missing: there were duplicates when the database was set up. The sync makes none, but other programs can.',
					'Merge the contacts that stand for one customer, then run ServiceTitan Sync → Get Setup SQL with everything included, and paste it again.',
				),
	);
}
