import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import { contactsSchema } from '../contact/contactFields';
import { collection, flagField, textField } from '../fields';
import type { Asked, Operation } from '../operation';
import { replaceField } from './completed';
import { findExisting, type KnownBy } from './findExisting';
import { knownBy } from './knownBy';
import { remember } from './metHere';
import { create, newCustomerFields, readNewCustomer } from './newCustomer';
import { sameContact } from './sameContact';
import { updateFound } from './updateFound';

const shownFor = (...by: Array<KnownBy['by']>) => ({ displayOptions: { show: { findBy: by } } });

const findFields: INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		// With an expression n8n would show the fields of all three ways, and want every one of them filled in.
		noDataExpression: true,
		options: [
			{
				name: 'Email',
				value: 'email',
				description: 'ServiceTitan cannot search for it: all addresses are read, once an execution',
			},
			{ name: 'External ID', value: 'externalId', description: 'One that your app has stored' },
			{ name: 'Phone', value: 'phone' },
		],
		default: 'phone',
		description: 'What tells whether the customer is there already',
	},
	textField('Phone Number', 'phone', {
		required: true,
		placeholder: 'e.g. 512-555-0142',
		...shownFor('phone'),
	}),
	textField('Email', 'email', {
		required: true,
		placeholder: 'name@email.com',
		...shownFor('email'),
	}),
	textField('Application GUID', 'applicationGuid', {
		required: true,
		description:
			"The GUID under which your app stores its data, as in ServiceTitan's developer portal",
		...shownFor('externalId'),
	}),
	textField('Key', 'externalKey', {
		required: true,
		placeholder: 'e.g. leadId',
		...shownFor('externalId'),
	}),
	textField('Value', 'externalValue', { required: true, ...shownFor('externalId') }),
];

/** Creates where nobody is found, and there alone needs a whole address. */
export const createOrUpdateCustomer: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a customer',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: [
		...findFields,
		...newCustomerFields,
		collection(
			['Options', 'options', 'Add option'],
			[
				flagField(
					'Overwrite Name and Address',
					'overwrite',
					'Whether a customer that is found gets the name, the type and the address given here; otherwise it keeps its own',
				),
				replaceField,
			],
		),
	],

	async run({ serviceTitan, parameter }) {
		const known = knownBy(parameter);
		const found = await findExisting(serviceTitan, known);
		const customer = found
			? await updateFound(serviceTitan, parameter, found.id)
			: await added(serviceTitan, parameter, known);
		const id = found?.id ?? Number(customer.id);
		remember(serviceTitan, { id, known, contacts: valuesOf(parameter, known) });
		return [{ ...customer, outcome: found ? 'updated' : 'created' }];
	},
};

async function added(
	serviceTitan: Asked['serviceTitan'],
	parameter: Asked['parameter'],
	known: KnownBy,
) {
	const given = readNewCustomer(parameter);
	const contact = [...own(known, given.contacts.contact), ...given.contacts.contact];
	return await create(serviceTitan, { ...given, contacts: { contact } }, externalDataOf(known));
}

/** The phone numbers and e-mail addresses that the customer has now, those that were given at least. */
const valuesOf = (parameter: Asked['parameter'], known: KnownBy): string[] => [
	...contactsSchema.parse(parameter('contacts') ?? {}).contact.map(({ value }) => value),
	...(known.by === 'externalId' ? [] : [known.value]),
];

type Contact = z.output<typeof contactsSchema>['contact'][number];

/** What the customer was looked for by, unless it is among its contact methods anyway. */
function own(known: KnownBy, contacts: Contact[]): Contact[] {
	if (known.by === 'externalId' || contacts.some((one) => isSame(one, known))) return [];
	return [{ type: known.by === 'email' ? 'Email' : 'MobilePhone', value: known.value }];
}

const isSame = ({ type, value }: Contact, known: { by: string; value: string }): boolean =>
	(type === 'Email') === (known.by === 'email') && sameContact(value, known.value);

const externalDataOf = (known: KnownBy): object => {
	if (known.by !== 'externalId') return {};
	const { applicationGuid, key, value } = known;
	return { externalData: { applicationGuid, externalData: [{ key, value }] } };
};
