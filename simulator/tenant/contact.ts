import type { Instant } from '../../core/instant';
import { wireInstant } from '../clock';
import { givenAs } from '../http/fieldForm';
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
	return {
		id,
		type,
		value,
		...givenAs(switches.memo, 'memo', memo),
		...givenAs(switches.phoneSettings, 'phoneSettings', phoneSettings(contact)),
		preferences,
		createdOn: wireInstant(createdOn),
		...givenAs(switches.modifiedOn, 'modifiedOn', wireInstant(modifiedOn)),
	};
}

/** As the list over many customers sends it. */
export const contactReplyWithCustomer = (contact: Contact, switches: Switches) => ({
	...contactReply(contact, switches),
	customerId: contact.customerId,
});

export const contactExportReply = (contact: Contact, switches: Switches) => ({
	...contactReplyWithCustomer(contact, switches),
	active: contact.active,
});

/** The specification has it on every contact method; what it holds for an e-mail address is not known. */
function phoneSettings({ type, value, doNotText }: Contact) {
	return { phoneNumber: type === 'Email' ? '' : value.replace(/\D/g, ''), doNotText };
}

export type ContactReply = ReturnType<typeof contactReplyWithCustomer>;
