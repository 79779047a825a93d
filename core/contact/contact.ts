import type { Instant } from '../instant';
import type { ContactMethod } from '../servicetitan/contactMethod';
import type { Customer } from '../servicetitan/customer';
import type { ContactRow } from './contactRow';
import { customFieldsOf, isActive } from './customFields';
import { preferredEmail } from './email';
import { nameOf } from './name';
import { preferredPhone, type ParsePhone } from './phone';
import { regionsOf } from './region';
import { safeFields } from './safeText';

/** A customer as it was read. `contacts` undefined: nobody asked for them; empty: it has none. */
export interface CustomerRead {
	customer: Customer;
	contacts: ContactMethod[] | undefined;
	/** ServiceTitan's time when the contact methods were asked for. */
	readAt: Instant | undefined;
	/** True: by `readAt` alone is told whether this is newer than what is stored. */
	newerByReading?: boolean;
	/** True: it was read just now, not by a run that was held up since. */
	readJustNow?: boolean;
}

/** The customer as a row of `contacts`. What was not asked for, or not sent, has no key in it: absent is not empty. */
export function toContactRow(read: CustomerRead, parsePhone: ParsePhone): ContactRow {
	const { customer, contacts, readAt, newerByReading, readJustNow } = read;
	const reached = contacts && reachedBy(contacts, customer, parsePhone);
	return {
		crm_id: String(customer.id),
		...(customer.name === undefined ? {} : nameOf(customer.name, customer.type)),
		...reached?.columns,
		custom_fields: safeFields({ ...customFieldsOf(customer), ...reached?.customFields }),
		active: isActive(customer),
		source_modified_on: customer.modifiedOn ?? null,
		source_read_at: readAt ?? null,
		...(newerByReading ? { by_reading: true } : {}),
		...(readJustNow ? { just_read: true } : {}),
	};
}

/** How to reach the customer, as columns and as custom fields; all null where it has neither phone nor e-mail. */
function reachedBy(contacts: ContactMethod[], { address }: Customer, parsePhone: ParsePhone) {
	const { phone, forms, doNotText, extension } = preferredPhone(
		contacts,
		regionsOf(address?.country),
		parsePhone,
	);
	return {
		columns: { phone, email: preferredEmail(contacts), phone_forms: forms },
		customFields: { doNotText, phoneExtension: extension },
	};
}
