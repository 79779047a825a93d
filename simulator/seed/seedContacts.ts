import { pickFrom, type Chance } from '../chance';
import type { ContactDraft } from '../tenant/contactEdits';
import { insertContact } from '../tenant/contactEdits';
import type { Tenant } from '../tenant/tenant';
import { emailAddress } from './names';
import type { Phones } from './phones';
import type { Seeded } from './seedCustomer';

const MEMOS = ['Home', 'Work', 'Wife', 'Tenant', 'Billing', 'Call after 5pm', 'Spouse'] as const;

/** Phones and e-mail addresses of one customer: none for one in twenty-five, several for many. */
export function seedContacts(tenant: Tenant, customer: Seeded, phones: Phones): void {
	const { chance } = tenant;
	if (chance() < 0.04) return;
	for (const draft of drawContacts(chance, customer.mailbox, phones))
		insertContact(tenant, customer.id, draft, customer.createdOn);
}

function drawContacts(chance: Chance, mailbox: string, phones: Phones): ContactDraft[] {
	const memo = (): string | null => (chance() < 0.25 ? pickFrom(chance, MEMOS) : null);
	const phone = (type: 'Phone' | 'MobilePhone' | 'Fax'): ContactDraft => ({
		type,
		value: phones.next(),
		memo: memo(),
		doNotText: chance() < 0.07,
	});
	const email = (): ContactDraft => ({
		type: 'Email',
		value: emailAddress(chance, mailbox),
		memo: memo(),
	});
	const [mobile, landline] = [chance() < 0.75, chance() < 0.4];
	return [
		...(landline ? [phone('Phone')] : []),
		...(mobile ? [phone('MobilePhone')] : []),
		...(chance() < 0.04 ? [phone('Fax')] : []),
		...(chance() < 0.7 || (!mobile && !landline) ? [email()] : []),
		...(chance() < 0.08 ? [email()] : []),
	];
}
