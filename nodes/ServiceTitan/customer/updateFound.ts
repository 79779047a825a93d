import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { flagOr } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { contactsSchema } from '../contact/contactFields';
import { words } from '../fields';
import { withNotStored } from '../notStored';
import type { Asked } from '../operation';
import { completed, withoutUndefined } from './completed';
import { addressSchema, customerType, detailSchema, type GivenAddress } from './customerFields';
import { detailsOf } from './details';
import { sameContact } from './sameContact';

const toChange = z.object({
	name: words,
	type: customerType.optional(),
	address: addressSchema.default({}),
	contacts: contactsSchema,
	details: detailSchema.default({}),
	options: z.object({ overwrite: flagOr(false), replace: flagOr(false) }).default({}),
});

/** Its tags and custom fields are added to, contact methods it lacks are added; names and address only where wanted. */
export async function updateFound(
	serviceTitan: Asked['serviceTitan'],
	parameter: Asked['parameter'],
	id: number,
): Promise<IDataObject> {
	const { address, contacts, details, options, ...names } = toChange.parse({
		name: parameter('name'),
		type: parameter('type'),
		address: parameter('address') ?? {},
		contacts: parameter('contacts') ?? {},
		details: parameter('details') ?? {},
		options: parameter('options') ?? {},
	});
	const path = `customers/${id}`;
	const body = await completed(serviceTitan, {
		path,
		changed: withoutUndefined({
			...(options.overwrite ? names : {}),
			...(await detailsOf(serviceTitan.call, 'customers', details)),
		}),
		address: options.overwrite ? filledLines(address) : {},
		replace: options.replace,
		coordinatesNeeded: true,
	});
	const customer =
		Object.keys(body).length > 0
			? withNotStored(await serviceTitan.patch(anyRecord, path, body), body)
			: await serviceTitan.get(anyRecord, path);
	const addedContacts = await addMissing(serviceTitan, id, contacts.contact);
	return { ...customer, ...(addedContacts.length > 0 ? { addedContacts } : {}) };
}

/** A line that a lead leaves empty says nothing about where the customer is. */
const filledLines = (address: GivenAddress): GivenAddress =>
	Object.fromEntries(Object.entries(address).filter(([, line]) => line !== ''));

/** Contact methods that the customer does not have yet; those it has stay as they are. */
async function addMissing(
	serviceTitan: Asked['serviceTitan'],
	id: number,
	contacts: z.output<typeof contactsSchema>['contact'],
): Promise<IDataObject[]> {
	if (contacts.length === 0) return [];
	const { value: stored } = await serviceTitan.contactMethodsOf([id]);
	const isKnown = (value: string) => stored.some((one) => sameContact(one.value ?? '', value));
	const added: IDataObject[] = [];
	for (const contact of contacts.filter(({ value }) => !isKnown(value)))
		added.push(await serviceTitan.post(anyRecord, `customers/${id}/contacts`, contact));
	return added;
}
