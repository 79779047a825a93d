import { idIn, recordLocator } from '../recordLocator';

/** The contact method an operation is about: one of the chosen customer's. */
export const contactField = recordLocator({
	displayName: 'Contact Method',
	name: 'contactId',
	description: "One of the customer's phone numbers, e-mail addresses or fax numbers",
	searchListMethod: 'searchContactMethods',
	errorMessage: 'A contact method ID is a number',
});

/** @throws ZodError that names the field, where the value is no id */
export const contactIdOf = (value: unknown): number =>
	idIn('Contact Method', 'a contact method', value);
