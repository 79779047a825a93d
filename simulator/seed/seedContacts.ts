import { pickFrom, type Chance } from '../chance';
import { insertContact, type ContactDraft } from '../tenant/contactEdits';
import type { Customer } from '../tenant/customer';
import type { Tenant } from '../tenant/tenant';
import { emailAddress } from './mail';
import type { Phones } from './phones';

const MEMOS = ['Home', 'Work', 'Wife', 'Tenant', 'Billing', 'Call after 5pm', 'Spouse'] as const;

interface Owner {
	customer: Customer;
	mailbox: string;
}

/** Phones and e-mail addresses of one customer: none for one in twenty-five, several for many. */
export function seedContacts(tenant: Tenant, owner: Owner, phones: Phones): void {
	const { chance } = tenant;
	if (chance() < 0.04) return;
	const { id, createdOn } = owner.customer;
	for (const draft of drawContacts(chance, owner.mailbox, phones))
		insertContact(tenant, id, draft, createdOn);
}

function drawContacts(chance: Chance, mailbox: string, phones: Phones): ContactDraft[] {
	const [mobile, landline] = [chance() < 0.75, chance() < 0.4];
	const drawn: ContactDraft[] = [];
	if (landline) drawn.push(phone(chance, 'Phone', phones));
	if (mobile) drawn.push(phone(chance, 'MobilePhone', phones));
	if (chance() < 0.04) drawn.push(phone(chance, 'Fax', phones));
	if (chance() < 0.7 || (!mobile && !landline)) drawn.push(email(chance, mailbox));
	if (chance() < 0.08) drawn.push(email(chance, mailbox));
	return drawn;
}

const phone = (
	chance: Chance,
	type: 'Phone' | 'MobilePhone' | 'Fax',
	phones: Phones,
): ContactDraft => ({
	type,
	value: phones.next(),
	memo: memo(chance),
	doNotText: chance() < 0.07,
});

const email = (chance: Chance, mailbox: string): ContactDraft => ({
	type: 'Email',
	value: emailAddress(chance, mailbox),
	memo: memo(chance),
});

const memo = (chance: Chance): string | null => (chance() < 0.25 ? pickFrom(chance, MEMOS) : null);
