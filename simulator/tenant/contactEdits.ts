import { requireCustomer } from './customerEdits';
import type { Contact } from './contact';
import { NoSuchRecord, type Tenant } from './tenant';

export type ContactChanges = Partial<
	Pick<Contact, 'type' | 'value' | 'memo' | 'doNotText' | 'preferences'>
>;
export type ContactDraft = ContactChanges & Pick<Contact, 'type' | 'value'>;

/** A contact method more. The customer's modifiedOn stays as it is, here and in every edit below. */
export function addContact(tenant: Tenant, customerId: number, draft: ContactDraft): Contact {
	requireCustomer(tenant, customerId);
	return insertContact(tenant, customerId, draft, tenant.instant());
}

/** The same at a given instant, for customers that were there from the beginning. */
export function insertContact(
	tenant: Tenant,
	customerId: number,
	draft: ContactDraft,
	createdOn: string,
): Contact {
	const id = tenant.nextId();
	// Not pushed: a list that grows keeps room for a dozen more, of every customer.
	tenant.contactIds.set(customerId, [...(tenant.contactIds.get(customerId) ?? []), id]);
	return tenant.save(tenant.contacts, {
		id,
		customerId,
		type: draft.type,
		value: draft.value,
		memo: draft.memo ?? null,
		doNotText: draft.doNotText ?? false,
		preferences: draft.preferences ?? null,
		createdOn,
		modifiedOn: createdOn,
		active: true,
	});
}

export function editContact(tenant: Tenant, contactId: number, changes: ContactChanges): Contact {
	const before = requireContact(tenant, contactId);
	return tenant.save(tenant.contacts, { ...before, ...changes, modifiedOn: tenant.instant() });
}

/** Gone from every list; the export shows it with `active: false`. */
export function removeContact(tenant: Tenant, contactId: number): void {
	const before = requireContact(tenant, contactId);
	tenant.save(tenant.contacts, { ...before, active: false, modifiedOn: tenant.instant() });
}

/** A customer's contact methods that were not removed, oldest first. */
export function contactsOf(tenant: Tenant, customerId: number): Contact[] {
	const ids = tenant.contactIds.get(customerId) ?? [];
	return ids
		.map((id) => tenant.contacts.get(id))
		.filter((contact) => contact !== undefined)
		.filter(({ active }) => active);
}

export function findContact(tenant: Tenant, contactId: number): Contact | undefined {
	const contact = tenant.contacts.get(contactId);
	return contact?.active ? contact : undefined;
}

function requireContact(tenant: Tenant, contactId: number): Contact {
	const contact = findContact(tenant, contactId);
	if (!contact) throw new NoSuchRecord(`There is no contact method ${contactId}.`);
	return contact;
}
