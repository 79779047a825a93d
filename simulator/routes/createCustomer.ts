import { readBody } from '../http/body';
import type { Call } from '../http/endpoint';
import { addContact, contactsOf } from '../tenant/contactEdits';
import type { Contact } from '../tenant/contact';
import { customerReply } from '../tenant/customer';
import { withNames } from '../tenant/customFields';
import { addCustomer, type CustomerDraft } from '../tenant/customerEdits';
import { locationReply } from '../tenant/location';
import { addLocation } from '../tenant/locationEdits';
import { newCustomer, type NewCustomer } from './customerBody';

/** POST /customers: the customer with its contact methods and at least one location. */
export function createCustomer({ body, tenant, world }: Call) {
	const asked = readBody(newCustomer, body);
	const customer = addCustomer(tenant, draftOf(asked));
	for (const contact of asked.contacts ?? [])
		addContact(tenant, customer.id, { ...contact, memo: contact.memo ?? null });
	const locations = asked.locations.map((location) => ({
		...locationReply(addLocation(tenant, customer.id, draftOfPlace(location)), world.switches),
		contacts: (location.contacts ?? []).map((contact) => ({ id: tenant.nextId(), ...contact })),
	}));
	return {
		...customerReply(customer, world.switches),
		locations,
		contacts: contactsOf(tenant, customer.id).map(shortContact),
	};
}

const draftOf = ({
	address,
	customFields,
	externalData,
	...asked
}: NewCustomer): CustomerDraft => ({
	name: asked.name,
	type: asked.type ?? 'Residential',
	address,
	customFields: withNames(customFields ?? []),
	tagTypeIds: asked.tagTypeIds ?? [],
	externalData: externalData?.externalData ?? [],
	doNotMail: asked.doNotMail ?? false,
	doNotService: asked.doNotService ?? false,
	nationalAccount: asked.nationalAccount ?? false,
	taxExempt: asked.taxExempt ?? false,
	paymentTermId: asked.paymentTermId ?? null,
	creditLimit: asked.creditLimit ?? null,
	creditLimitBalance: asked.creditLimitBalance ?? null,
});

const draftOfPlace = ({ name, address, tagTypeIds }: NewCustomer['locations'][number]) => ({
	name,
	address,
	tagTypeIds: tagTypeIds ?? [],
});

const shortContact = ({ id, type, value, memo }: Contact) => ({ id, type, value, memo });
