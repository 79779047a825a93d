import { ended } from '../../ended';
import { inUtc } from '../../inUtc';
import { isActive } from '../../contact/customFields';
import { isThere, listed } from './contactSteps';
import type { CustomerNow, Evidence } from './evidence';
import { judge, ok, problem, warning, type Judged } from './step';

/** What ServiceTitan says of a customer. */

export const inServiceTitan = (evidence: Evidence): Judged =>
	judge(evidence.serviceTitan, (now) => {
		if (now === null)
			return problem(
				`ServiceTitan has no customer ${evidence.crmId} in this tenant.`,
				isThere(evidence)
					? 'Its contact was left as it is. If the customer was deleted there for good, delete the contact by hand.'
					: 'Check the ID, and that the credential is that of the right tenant.',
				'unknownCustomer',
			);
		const { name, modifiedOn, unreadable } = now.customer;
		if (unreadable)
			return problem(
				`ServiceTitan has it, but in a form that cannot be read: ${ended(unreadable.reason)}`,
				'Correct that field in ServiceTitan. If it looks right there, report it with this text.',
				'unreadable',
			);
		const changed = modifiedOn ? `, last changed ${inUtc(modifiedOn)}` : '';
		return ok(`ServiceTitan has it: ${name ?? 'without a name'}${changed}.`);
	});

const NOBODY = 'ServiceTitan does not know the customer.';

export const reachable = (evidence: Evidence): Judged =>
	judge(evidence.serviceTitan, (now) => {
		if (now === null) return ok(NOBODY);
		const { row, contactMethods } = now;
		if ('set_aside' in row)
			return problem(ended(row.reason), 'Correct it in ServiceTitan.', 'unreadable');
		const ways = [row.phone, row.email].filter(Boolean);
		if (ways.length > 0) return ok(`It can be reached: ${ways.join(', ')}.`);
		const found =
			contactMethods > 0
				? `It has ${contactMethods} contact method${contactMethods === 1 ? '' : 's'}, but no phone number and no e-mail address among them.`
				: 'It has neither phone nor e-mail.';
		if (isThere(evidence)) return ok(`${found} Its contact is kept up to date all the same.`);
		return problem(
			`${found} Such a customer gets no contact.`,
			'Add a phone number or an e-mail to it in ServiceTitan. To have such customers too, switch Skip Without Contact Methods off where the contacts are written.',
			isInUse(now) ? 'noContactMethods' : 'inactive',
		);
	});

const isInUse = ({ customer }: CustomerNow): boolean => isActive(customer);

export const inUse = (evidence: Evidence): Judged =>
	judge(evidence.serviceTitan, (now) => {
		if (now === null) return ok(NOBODY);
		const { mergedToId, active } = now.customer;
		if (mergedToId) return mergedInto(evidence, mergedToId);
		if (active === false)
			return warning(
				'It is deactivated in ServiceTitan. A contact of it stays, with active = false and its last phone and e-mail.',
				'Activate it in ServiceTitan if that was a mistake.',
			);
		return ok('It is in use.');
	});

function mergedInto(evidence: Evidence, mergedToId: number): Judged {
	const found = `It was merged into customer ${mergedToId}`;
	const verdict = isThere(evidence) ? undefined : 'merged';
	if (!('known' in evidence.database)) return warning(`${found}.`, '', verdict);
	const target = evidence.database.known.contacts.filter(({ merged }) => merged);
	return target.length > 0
		? warning(`${found}, who is ${listed(target)}.`, `Use that contact instead.`, verdict)
		: warning(
				`${found}, who is not in contacts.`,
				`Ask why customer ${mergedToId} is not there.`,
				verdict,
			);
}
