import { toContactRow, type CustomerRead } from './contact';
import type { ContactMethod } from '../servicetitan/contactMethod';
import type { ContactRow, SetAside } from './contactRow';
import type { ParsePhone } from './phone';

/** The customer as a row to write; one that cannot be read is set aside as failed, with the reason, and tried again. */
export function rowOf(read: CustomerRead, parsePhone: ParsePhone): ContactRow | SetAside {
	const { customer, contacts = [] } = read;
	const odd = customer.unreadable ?? contacts.find(isUnreadable)?.unreadable;
	return odd ? unreadableRow(String(customer.id), odd.reason) : toContactRow(read, parsePhone);
}

const isUnreadable = ({ unreadable }: ContactMethod): boolean => unreadable !== undefined;

export const unreadableRow = (crm_id: string, reason: string): SetAside => ({
	crm_id,
	set_aside: 'failed',
	reason: `The customer cannot be read: ${reason}`,
});
