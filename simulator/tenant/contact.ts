import type { Instant } from '../../core/instant';
import { wireInstant } from '../clock';
import { putInForm } from '../http/fieldForm';
import type { Switches } from '../switches';

export const CONTACT_TYPES = ['Phone', 'Email', 'Fax', 'MobilePhone'] as const;
export type ContactType = (typeof CONTACT_TYPES)[number];

export interface ContactPreferences {
	jobRemindersEnabled: boolean;
	marketingUpdatesEnabled: boolean;
	invoiceStatementNotification: boolean;
}

/** A contact method of a customer. One that was removed stays, inactive, for the export. */
export interface Contact {
	id: number;
	customerId: number;
	type: ContactType;
	value: string;
	memo: string | null;
	doNotText: boolean;
	preferences: ContactPreferences | null;
	createdOn: Instant;
	modifiedOn: Instant;
	active: boolean;
}

/** As one customer's list sends it: without the customer's id. */
export function contactReply(contact: Contact, switches: Switches) {
	const { id, type, value, memo, preferences, createdOn, modifiedOn } = contact;
	const reply = {
		id,
		type,
		value,
		memo,
		phoneSettings: phoneSettings(contact),
		preferences,
		createdOn: wireInstant(createdOn, switches.fractionDigits),
		modifiedOn: wireInstant(modifiedOn, switches.fractionDigits),
	};
	putInForm(reply, 'memo', switches.memo);
	putInForm(reply, 'phoneSettings', switches.phoneSettings);
	putInForm(reply, 'modifiedOn', switches.modifiedOn);
	return reply;
}

/** As the list over many customers sends it. */
export const contactReplyWithCustomer = (contact: Contact, switches: Switches) =>
	Object.assign(contactReply(contact, switches), { customerId: contact.customerId });

export const contactExportReply = (contact: Contact, switches: Switches) =>
	Object.assign(contactReplyWithCustomer(contact, switches), { active: contact.active });

/** The specification has it on every contact method; what it holds for an e-mail address is not known. */
function phoneSettings({ type, value, doNotText }: Contact) {
	return { phoneNumber: type === 'Email' ? '' : value.replace(/\D/g, ''), doNotText };
}

export type ContactReply = ReturnType<typeof contactReplyWithCustomer>;
